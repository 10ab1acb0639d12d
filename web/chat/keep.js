/**
 * What those need who keep the room: doing something about a message and its author in its row, and taking it back. Script,
 * words and style sheet of their own, which come to nobody else (`keeper.js`).
 */

import { learn } from "../shared/strings.js";
import { StreamDeed } from "../keeping/deed.js";
import { StreamDoing } from "./doing.js";
import { StreamDone } from "./done.js";
import { dress } from "./dress.js";

await Promise.all([learn("keep", document.documentElement.lang), dress(new URL("keep.css", import.meta.url))]);

customElements.define("stream-deed", StreamDeed);
customElements.define("stream-doing", StreamDoing);
customElements.define("stream-done", StreamDone);
