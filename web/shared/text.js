/** Text as the server counts and takes it (docs/protocol.md, "Text"). */

// Control characters but newline; the server refuses them, so they never leave the composer.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu;

const LONE_SURROGATES = /\p{Surrogate}/gu;

/**
 * What is sent for what was typed or pasted.
 * @param {string} typed
 */
export function normalise(typed) {
  return typed
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, "    ")
    .replace(LONE_SURROGATES, "")
    .replace(CONTROLS, "")
    .normalize("NFC")
    .trim();
}

/**
 * Unicode code points, the unit of the event's limit.
 * @param {string} text already normalised
 */
export function length(text) {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

/**
 * The first line, cut for quoting; never inside a character.
 * @param {string} text
 * @param {number} [most] code points
 */
export function firstLine(text, most = 120) {
  const line = (text.split("\n").find((each) => each.trim() !== "") ?? "").trim();
  const points = [...line];
  const cut = points.length > most || line.length < text.trim().length;
  return points.slice(0, most).join("") + (cut ? "…" : "");
}

/**
 * Whether a text is shown shortened at first. Judged by the text alone, so that it needs no layout.
 * @param {string} text
 */
export function isLong(text) {
  return text.length > 1200 || text.split("\n").length > 12;
}
