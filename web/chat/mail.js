/**
 * A text that is too long for the chat as a letter to the event's mailing list. Pure.
 *
 * @typedef {object} Letter
 * @property {string} subject
 * @property {string} text
 * @property {{ said: string, text: string, address: string } | null} quote the message it answers: "Ann wrote:", what, and
 *   its permalink
 * @property {string} address of the room
 */

/** Longer ones are cut or refused by some browsers and mail programs. In bytes, as it is encoded. */
const MAILTO_LIMIT = 2_000;

/**
 * The event's address for mail, where its list has one and is no web page.
 * @param {string | undefined} list as in the event file: `list@example.org` or a web address
 */
export const mailAddress = (list) => (list && !list.includes("://") && list.includes("@") ? list : null);

/** The letter's text. @param {Letter} letter */
export function letterText({ text, quote, address }) {
  const quoted = quote ? [quote.said, ...quote.text.split("\n"), quote.address].map((line) => `> ${line}`).join("\n") : null;
  return [quoted, text, `-- \n${address}`].filter((part) => part !== null).join("\n\n");
}

/**
 * An address that opens the reader's mail program (RFC 6068).
 * @param {string} to
 * @param {Letter} letter
 * @returns {{ href: string, whole: boolean }} whole: whether the text is in it, or has to be pasted
 */
export function mailTo(to, letter) {
  const short = `mailto:${encoded(to).replaceAll("%40", "@")}?subject=${encoded(letter.subject)}`;
  const href = `${short}&body=${encoded(letterText(letter))}`;
  return href.length <= MAILTO_LIMIT ? { href, whole: true } : { href: short, whole: false };
}

/** Lines end in CRLF, as in all mail. @param {string} text */
const encoded = (text) => encodeURIComponent(text.replace(/\r\n?|\n/g, "\r\n")).replaceAll("'", "%27");
