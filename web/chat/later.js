/**
 * What nobody needs before they read: writing, finding, sharing, reporting, settings. Script, words and style sheet of their own, which come once
 * the chat is live (`rest.js`).
 */

import { learn } from "../shared/strings.js";
import { StreamComposer } from "./composer.js";
import { StreamFinder } from "./finder.js";
import { StreamIntervention } from "./intervention.js";
import { StreamReport } from "./report.js";
import { StreamPace } from "./pace.js";
import { StreamSettings } from "./settings.js";
import { StreamShare } from "./share.js";

await Promise.all([learn("later", document.documentElement.lang), dress()]);

customElements.define("stream-finder", StreamFinder);
customElements.define("stream-pace", StreamPace);
customElements.define("stream-settings", StreamSettings);
customElements.define("stream-composer", StreamComposer);
customElements.define("stream-intervention", StreamIntervention);
customElements.define("stream-report", StreamReport);
customElements.define("stream-share", StreamShare);

/** Before anything is shown, or it would be shown bare. */
async function dress() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("later.css", import.meta.url).href;
  document.head.querySelector(`link[href="${sheet.href}"]`)?.remove(); // of a try that failed
  const loaded = new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = () => reject(new Error("no style sheet for what comes later"));
  });
  document.head.append(sheet);
  await loaded;
}
