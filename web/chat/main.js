/** The chat's page and frame: learns the language, then defines the elements. */

import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";
import { learn } from "../shared/strings.js";
import { SocialStreamChat } from "./chat.js";
import { StreamComposer } from "./composer.js";
import { StreamFinder } from "./finder.js";
import { StreamJoin } from "./join.js";
import { StreamLog } from "./stream.js";

keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
await learn(document.documentElement.lang);

customElements.define("stream-log", StreamLog);
customElements.define("stream-finder", StreamFinder);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-join", StreamJoin);
customElements.define("social-stream-chat", SocialStreamChat);
