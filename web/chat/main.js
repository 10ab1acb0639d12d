/** The chat's page and frame: learns the language, then defines the elements. */

import { meetHost } from "../embed/host.js";
import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";
import { learn } from "../shared/strings.js";
import { SocialStreamChat } from "./chat.js";
import { StreamComposer } from "./composer.js";
import { StreamFinder } from "./finder.js";
import { StreamIntervention } from "./intervention.js";
import { StreamJoin } from "./join.js";
import { StreamSessions } from "./sessions.js";
import { StreamSettings } from "./settings.js";
import { StreamShare } from "./share.js";
import { StreamLog } from "./stream.js";

const frame = /** @type {SocialStreamChat | null} */ (document.querySelector(".embed > social-stream-chat"));
if (frame) meetHost(frame, window);
keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
await learn(document.documentElement.lang);

customElements.define("stream-log", StreamLog);
customElements.define("stream-finder", StreamFinder);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-intervention", StreamIntervention);
customElements.define("stream-share", StreamShare);
customElements.define("stream-join", StreamJoin);
customElements.define("stream-settings", StreamSettings);
customElements.define("stream-sessions", StreamSessions);
customElements.define("social-stream-chat", SocialStreamChat);
