/** The moderators' page: learns the language, then defines the elements. */

import { StreamJoin } from "../chat/join.js";
import { StreamPins } from "../chat/pins.js";
import { StreamLog } from "../chat/stream.js";
import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";
import { learn } from "../shared/strings.js";
import { StreamDeed } from "../keeping/deed.js";
import { DeskFilters } from "./filters.js";
import { DeskHandover } from "./handover.js";
import { DeskInvites } from "./invites.js";
import { DeskLog } from "./logs.js";
import { SocialStreamModerate } from "./moderate.js";
import { DeskPeople } from "./people.js";
import { DeskPerson } from "./person.js";
import { DeskQueue } from "./queue.js";
import { DeskRooms } from "./rooms.js";
import { DeskSwitches } from "./switches.js";

keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
await learn("moderate", document.documentElement.lang);

customElements.define("stream-log", StreamLog);
customElements.define("stream-pins", StreamPins);
customElements.define("stream-join", StreamJoin);
customElements.define("stream-deed", StreamDeed);
customElements.define("desk-queue", DeskQueue);
customElements.define("desk-rooms", DeskRooms);
customElements.define("desk-switches", DeskSwitches);
customElements.define("desk-filters", DeskFilters);
customElements.define("desk-handover", DeskHandover);
customElements.define("desk-people", DeskPeople);
customElements.define("desk-person", DeskPerson);
customElements.define("desk-invites", DeskInvites);
customElements.define("desk-log", DeskLog);
customElements.define("social-stream-moderate", SocialStreamModerate);
