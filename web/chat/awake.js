/**
 * Tells a session when the machine is back: online again, the tab looked at again, the page taken out
 * of the browser's back-forward cache; when one looks elsewhere, and when another tab lets go of what it kept. Warns before
 * a page is left with something unsent that no storage keeps.
 *
 * @import { Session } from "./session.js"
 */

/**
 * @param {Session} session
 * @returns {() => void} stops it
 */
export function keepAwake(session) {
  const watch = new AbortController();
  const options = { signal: watch.signal };
  addEventListener("online", () => session.wake(), options);
  addEventListener("offline", () => session.sleep(), options);
  addEventListener("pageshow", ({ persisted }) => persisted && session.wake(), options);
  document.addEventListener("visibilitychange", () => (document.hidden ? session.left() : session.wake()), options);
  addEventListener("beforeunload", (event) => {
    if (session.fleeting) event.preventDefault();
  }, options);
  addEventListener("storage", ({ newValue }) => newValue === null && session.lookAgain(), options);
  return () => watch.abort();
}
