/**
 * The chat's page and frame: learns the language, then defines the elements. Those that nobody needs before they read come
 * later (`later.js`), and take from here what is here already.
 */

import { meetHost } from "../embed/host.js";
import { keepChoice } from "../shared/choice.js";
import { openStore } from "../shared/storage.js";
import { learn } from "../shared/strings.js";
import { SocialStreamChat } from "./chat.js";
import { StreamJoin } from "./join.js";
import { StreamPins } from "./pins.js";
import { StreamSessions } from "./sessions.js";
import { StreamLog } from "./stream.js";

const frame = /** @type {SocialStreamChat | null} */ (document.querySelector(".embed > social-stream-chat"));
if (frame) meetHost(frame, window);
keepChoice(document.querySelector(".languages"), openStore(), location, document.documentElement.lang);
await learn("chat", document.documentElement.lang);

customElements.define("stream-log", StreamLog);
customElements.define("stream-pins", StreamPins);
customElements.define("stream-join", StreamJoin);
customElements.define("stream-sessions", StreamSessions);
customElements.define("social-stream-chat", SocialStreamChat);

export { LitElement, html, ifDefined, nothing, repeat } from "../vendor/lit.js";
export { ApiError, ask } from "../shared/api.js";
export { webAddress } from "../shared/links.js";
export { closing } from "../shared/choice.js";
export { learn, t } from "../shared/strings.js";
export { firstLine, length, normalise } from "../shared/text.js";
export { dayName, shortTime, soonTime } from "../shared/time.js";
export { startsHere } from "./mentions.js";
export { why } from "./message.js";
export { find, isLive, isRemoved, renewed } from "./messages.js";
export { isFull } from "./outbox.js";
export { USUAL } from "./preferences.js";
export { fetchKeep } from "./rest.js";
export { quoted } from "./rows.js";
export { nonce } from "./session.js";
export { ownHeld } from "./held.js";
export { closedBy, keeps, mayEdit } from "./views.js";
