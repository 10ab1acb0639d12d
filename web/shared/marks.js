/**
 * Where the words of a search stand in a text. Folds as the server does that found it
 * (`src/domain/search.rs`).
 *
 * @typedef {{ text: string, hit: boolean }} Piece
 */

/** Accents of alphabets, points of Hebrew and Arabic, the stretching of Arabic. */
const LEFT_OUT =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;

/** Code points of a text that are shown, and those before the first hit where it stands far inside. */
const SHOWN = 280;
const LEAD = 40;

/** @param {string} text */
const fold = (text) =>
  text.normalize("NFKD").toLowerCase().replace(LEFT_OUT, "").replaceAll("ς", "σ").replaceAll("ı", "i");

/**
 * The part of a text around the first word found, with all words found in it.
 * @param {string} text
 * @param {string} words
 * @returns {Piece[]}
 */
export function marked(text, words) {
  const points = [...text];
  const hits = found(points, words);
  const first = Math.max(0, hits.indexOf(true));
  const from = first + LEAD > SHOWN ? first - LEAD : 0;
  const to = Math.min(points.length, from + SHOWN);
  /** @type {Piece[]} */
  const pieces = [];
  for (let at = from; at < to; at += 1) {
    const last = pieces.at(-1);
    const hit = hits[at] ?? false;
    if (last?.hit === hit) last.text += points[at] ?? "";
    else pieces.push({ text: points[at] ?? "", hit });
  }
  if (from > 0) pieces.unshift({ text: "…", hit: false });
  if (to < points.length) pieces.push({ text: "…", hit: false });
  return pieces;
}

/**
 * @param {string[]} points
 * @param {string} words
 * @returns {boolean[]} for each code point whether it is part of a word that was looked for
 */
function found(points, words) {
  const hits = points.map(() => false);
  let folded = "";
  /** Of each unit of `folded`, which code point it comes from. @type {number[]} */
  const origin = [];
  points.forEach((point, at) => {
    const part = fold(point);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) origin.push(at);
  });
  for (const word of words.split(/\s+/u).map(fold).filter((each) => each !== "")) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      // With what is left out behind it: an accent belongs to its letter.
      hits.fill(true, origin[at], origin[at + word.length] ?? points.length);
    }
  }
  return hits;
}
