/**
 * What nobody needs before they read: writing, finding, sharing, reporting, settings. Script, words and style sheet of their own, which come once
 * the chat is live (`rest.js`).
 */

import { learn } from "../shared/strings.js";
import { StreamComposer } from "./composer.js";
import { dress } from "./dress.js";
import { StreamFinder } from "./finder.js";
import { StreamIntervention } from "./intervention.js";
import { StreamKeeper } from "./keeper.js";
import { StreamPace } from "./pace.js";
import { StreamReport } from "./report.js";
import { StreamSettings } from "./settings.js";
import { StreamShare } from "./share.js";

await Promise.all([learn("later", document.documentElement.lang), dress(new URL("later.css", import.meta.url))]);

customElements.define("stream-finder", StreamFinder);
customElements.define("stream-pace", StreamPace);
customElements.define("stream-settings", StreamSettings);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-intervention", StreamIntervention);
customElements.define("stream-keeper", StreamKeeper);
customElements.define("stream-report", StreamReport);
customElements.define("stream-share", StreamShare);
