/** What nobody needs before they read: writing, finding, sharing. A script of its own that comes once the chat is live (`rest.js`). */

import { learn } from "../shared/strings.js";
import { StreamComposer } from "./composer.js";
import { StreamFinder } from "./finder.js";
import { StreamIntervention } from "./intervention.js";
import { StreamShare } from "./share.js";

await learn("later", document.documentElement.lang);

customElements.define("stream-finder", StreamFinder);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-intervention", StreamIntervention);
customElements.define("stream-share", StreamShare);
