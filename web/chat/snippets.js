/**
 * What an organiser puts into a page. Pure.
 *
 * @typedef {{ origin: string, event: string, room: string, title: string }} Place
 */

/** @param {Place} place */
export const elementSnippet = ({ origin, event, room }) =>
  `<script src="${attribute(origin)}/embed.js" defer></script>\n`
  + `<social-stream event="${attribute(event)}" room="${attribute(room)}" height="600"></social-stream>`;

/** @param {Place} place */
export const frameSnippet = ({ origin, event, room, title }) =>
  `<iframe src="${attribute(`${origin}/e/${event}/${room}/embed`)}" title="${attribute(title)}" `
  + 'width="360" height="600" loading="lazy"></iframe>';

/** Whatever a title is, it stays within the quotes. @param {string} text */
const attribute = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
