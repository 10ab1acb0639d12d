/**
 * The invite in an address: `#invite=CODE` or `#invite=CODE&name=Ann%20Lee`. It rides in the fragment
 * because browsers send that to no server, so it ends up in no log.
 *
 * @typedef {{ code: string, name: string }} Invite
 */

/**
 * @param {string} fragment as in `location.hash`
 * @returns {Invite | null}
 */
export function parseInvite(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const code = fields.get("invite")?.trim() ?? "";
  if (code === "" || code.length > 200) return null;
  return { code, name: (fields.get("name") ?? "").trim().slice(0, 200) };
}

/**
 * Reads the invite and drops it from the address bar at once, so that it is in no bookmark, no
 * screenshot and no shared link.
 * @param {Pick<Location, "hash" | "pathname" | "search">} location
 * @param {Pick<History, "replaceState" | "state">} history
 * @returns {Invite | null}
 */
export function takeInvite(location, history) {
  const invite = parseInvite(location.hash);
  if (invite) history.replaceState(history.state, "", location.pathname + location.search);
  return invite;
}
