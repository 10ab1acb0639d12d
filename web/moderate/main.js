/** The moderators' page: defines the elements. */

import { StreamJoin } from "../chat/join.js";
import { StreamLog } from "../chat/stream.js";
import { SocialStreamModerate } from "./moderate.js";

customElements.define("stream-log", StreamLog);
customElements.define("stream-join", StreamJoin);
customElements.define("social-stream-moderate", SocialStreamModerate);
