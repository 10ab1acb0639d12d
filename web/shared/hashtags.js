/**
 * The event's own hashtag in a text, as a link to where it can be followed. Other hashtags stay text. Pure.
 *
 * @import { EventLinks } from "../types/wire.d.ts"
 * @import { Piece } from "./links.js"
 */

import { webAddress } from "./links.js";

const CANDIDATE = /(?<![\p{L}\p{M}\p{N}_&/#＃])[#＃][\p{L}\p{M}\p{N}_]+/gu;

/**
 * @param {Piece[]} pieces of a text
 * @param {EventLinks} links of the event
 * @returns {Piece[]} pieces that joined give the same text
 */
export function linkHashtag(pieces, { hashtag, hashtag_url }) {
  const href = webAddress(hashtag_url ?? "");
  if (hashtag === undefined || href === null) return pieces;
  const own = folded(hashtag);
  return pieces.flatMap((piece) => (piece.href === undefined ? split(piece.text, own, href) : piece));
}

/**
 * @param {string} text
 * @param {string} own the hashtag, folded
 * @param {string} href
 * @returns {Piece[]}
 */
function split(text, own, href) {
  /** @type {Piece[]} */
  const pieces = [];
  let from = 0;
  for (const { 0: tag, index } of text.matchAll(CANDIDATE)) {
    if (folded(tag) !== own) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: tag, href });
    from = index + tag.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** As networks compare them: without case, and full width as half. @param {string} tag */
const folded = (tag) => tag.normalize("NFKC").toLowerCase();
