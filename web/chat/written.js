/**
 * Templates of what people wrote: a text with its links, hashtags and mentions, and the line of what it answers. It only ever
 * becomes text nodes.
 *
 * @import { MessageView } from "./message.js"
 * @import { People } from "./mentions.js"
 * @import { Quoted } from "./rows.js"
 */

import { classMap, html, nothing } from "../vendor/lit.js";
import { linkHashtag } from "../shared/hashtags.js";
import { findLinks } from "../shared/links.js";
import { t } from "../shared/strings.js";
import { firstLine, isLong } from "../shared/text.js";
import { findMentions } from "./mentions.js";

/**
 * @param {string} written
 * @param {Pick<MessageView, "expanded" | "people" | "me" | "links">} view
 * @param {number} tabindex of the button that shows more
 */
export function text(written, { expanded, people, me, links }, tabindex) {
  const long = isLong(written);
  return html`<p class=${classMap({ text: true, clamped: long && !expanded })} dir="auto">${
    linkHashtag(findLinks(written), links).map(({ text, href }) => (href === undefined ? mentioning(text, people, me) : html`<a
      href=${href} target="_blank" rel="noopener noreferrer nofollow ugc">${text}</a>`))
  }</p>${long
    ? html`<button type="button" class="link" data-action="more" tabindex=${tabindex} aria-expanded=${expanded}>${
        expanded ? t("show-less") : t("show-more")}</button>`
    : nothing}`;
}

/**
 * @param {string} text
 * @param {People} people
 * @param {string | undefined} me
 */
function mentioning(text, people, me) {
  if (!text.includes("@")) return text;
  return findMentions(text, people, me).map((piece) => {
    if (piece.name === undefined) return piece.text;
    return piece.name === me
      ? html`<mark class="mention"><bdi>${piece.text}</bdi></mark>`
      : html`<bdi class="mention">${piece.text}</bdi>`;
  });
}

/**
 * @param {Quoted} quote
 * @param {number} tabindex of what leads to the original
 * @param {boolean} permalinks
 */
export function quote(quote, tabindex, permalinks) {
  switch (quote.kind) {
    case "unknown":
      return permalinks
        ? html`<a class="quote" href="#m-${quote.id}" tabindex=${tabindex}>${t("earlier-message")}</a>`
        : html`<p class="quote">${t("earlier-message")}</p>`;
    case "removed":
      return html`<p class="quote">${t("removed")}</p>`;
    case "live": {
      const { author, text, id } = quote.message;
      return html`<button type="button" class="quote" data-action="jump" data-to=${id} tabindex=${tabindex}>
        <span class="visually-hidden">${t("in-reply-to", { name: author.name })}</span>
        <bdi class="name" aria-hidden="true">${author.name}</bdi>
        <span dir="auto">${firstLine(text)}</span>
      </button>`;
    }
  }
}
