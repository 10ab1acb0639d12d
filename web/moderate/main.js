/** The moderators' page: learns the language, then defines the elements. */

import { StreamJoin } from "../chat/join.js";
import { StreamLog } from "../chat/stream.js";
import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";
import { learn } from "../shared/strings.js";
import { StreamDeed } from "./deed.js";
import { DeskLog } from "./logs.js";
import { SocialStreamModerate } from "./moderate.js";
import { DeskPeople } from "./people.js";

keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
await learn("moderate", document.documentElement.lang);

customElements.define("stream-log", StreamLog);
customElements.define("stream-join", StreamJoin);
customElements.define("stream-deed", StreamDeed);
customElements.define("desk-people", DeskPeople);
customElements.define("desk-log", DeskLog);
customElements.define("social-stream-moderate", SocialStreamModerate);
