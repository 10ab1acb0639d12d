/** The chat's page and frame: defines the elements. */

import { SocialStreamChat } from "./chat.js";
import { StreamComposer } from "./composer.js";
import { StreamJoin } from "./join.js";
import { StreamLog } from "./stream.js";

customElements.define("stream-log", StreamLog);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-join", StreamJoin);
customElements.define("social-stream-chat", SocialStreamChat);
