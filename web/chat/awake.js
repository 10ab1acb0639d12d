/**
 * Tells a session when the machine is back: online again, the tab looked at again, the page taken out
 * of the browser's back-forward cache; and when one looks elsewhere. Warns before a page is left with something unsent.
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
    if (session.state.outbox.some((post) => post.status !== "stored")) event.preventDefault();
  }, options);
  return () => watch.abort();
}
