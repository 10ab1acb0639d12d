/**
 * Finds web addresses in plain text. Only http and https ever become links, whatever else the text
 * says: the answer is pieces of text, some with an address, which the view turns into text nodes.
 */

/** @typedef {{ text: string, href?: string }} Piece */

const CANDIDATE = /https?:\/\/[^\s<>"\u0000-\u001f\u007f]+/giu;

/** Marks that end a sentence around an address rather than the address, in the scripts we know of. */
const TRAILING = /[.,:;!?'"*_~…’”»›。，、：；！？」』】）》〉؟،؛।۔]$/u;

/** @type {ReadonlyArray<readonly [string, string]>} */
const BRACKETS = [["(", ")"], ["[", "]"], ["{", "}"]];

/**
 * @param {string} text
 * @returns {Piece[]} pieces that joined give `text` again
 */
export function findLinks(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (const found of text.matchAll(CANDIDATE)) {
    if (continuesWord(text, found.index)) continue;
    const address = withoutTrailing(found[0]);
    const href = webAddress(address);
    if (href === null) continue;
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: address, href });
    from = found.index + address.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/**
 * "xhttp://…" is a word of its own, not an address with an x before it.
 * @param {string} text
 * @param {number} at
 */
function continuesWord(text, at) {
  return at > 0 && /[A-Za-z0-9]/.test(text.charAt(at - 1));
}

/** @param {string} address */
function withoutTrailing(address) {
  let kept = address;
  for (;;) {
    const before = kept;
    if (TRAILING.test(kept)) kept = kept.slice(0, -1);
    for (const [open, close] of BRACKETS) {
      if (kept.endsWith(close) && count(kept, close) > count(kept, open)) kept = kept.slice(0, -1);
    }
    if (kept === before) return kept;
  }
}

/**
 * @param {string} text
 * @param {string} mark
 */
function count(text, mark) {
  return text.split(mark).length - 1;
}

/**
 * The address as a browser understands it, or null where it is none we would follow. Credentials in
 * an address ("https://bank.example@evil.example") serve only to mislead, so such stay text.
 * @param {string} address
 * @returns {string | null}
 */
export function webAddress(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
  return url.href;
}
