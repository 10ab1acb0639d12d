import assert from "node:assert/strict";
import { test } from "node:test";
import { letterText, mailAddress, mailTo } from "../../web/chat/mail.js";
import { linkHashtag } from "../../web/shared/hashtags.js";
import { findLinks } from "../../web/shared/links.js";

const ROOM = "https://chat.example.org/e/best-bits-2012/main";
const LETTER = {
  subject: "On §3 & more",
  text: "First line\nsecond: 100% ünï?",
  quote: { said: "Ann Lee wrote:", text: "What about\nthe budget?", address: `${ROOM}#m-019a` },
  address: ROOM,
};

test("a letter quotes what it answers and says where", () => {
  assert.equal(letterText(LETTER), `> Ann Lee wrote:\n> What about\n> the budget?\n> ${ROOM}#m-019a\n\nFirst line\nsecond: 100% ünï?\n\n-- \n${ROOM}`);
  assert.equal(letterText({ ...LETTER, quote: null }), `First line\nsecond: 100% ünï?\n\n-- \n${ROOM}`);
});

test("a mailto is encoded so that a mail program reads the same letter", () => {
  const { href, whole } = mailTo("best-bits+list@lists.example.org", LETTER);
  assert.ok(whole);
  assert.match(href, /^mailto:best-bits%2Blist@lists\.example\.org\?subject=On%20%C2%A73%20%26%20more&body=%3E%20Ann%20Lee%20wrote%3A%0D%0A%3E/);
  assert.match(href, /First%20line%0D%0Asecond%3A%20100%25%20%C3%BCn%C3%AF%3F/);
  assert.match(href, /main%23m-019a%0D%0A%0D%0AFirst/);
  assert.doesNotMatch(href, /[\s+"'<>#]|%0A(?<!%0D%0A)|%0D(?!%0A)/);
  const query = new URL(href).searchParams;
  assert.equal(query.get("subject"), LETTER.subject);
  assert.equal(query.get("body"), letterText(LETTER).replaceAll("\n", "\r\n"));
});

test("nothing that is written adds a header or another address", () => {
  const { href } = mailTo("list@example.org?bcc=x@evil.example", { ...LETTER, subject: "a\r\nBcc: x@evil.example&cc=y" });
  assert.deepEqual([...new URL(href).searchParams.keys()], ["subject", "body"]);
  assert.ok(new URL(href).pathname.startsWith("list@example.org%3Fbcc"));
});

test("a letter that is too long for an address is left to be pasted", () => {
  const bytes = (/** @type {number} */ length) => mailTo("list@example.org", { ...LETTER, quote: null, text: "x".repeat(length) });
  const fits = 2_000 - bytes(0).href.length;
  assert.equal(bytes(fits).whole, true);
  assert.equal(bytes(fits).href.length, 2_000);
  assert.deepEqual(bytes(fits + 1), { href: "mailto:list@example.org?subject=On%20%C2%A73%20%26%20more", whole: false });
});

test("a list is an address for mail, or a page", () => {
  assert.equal(mailAddress("bestbits@lists.example.org"), "bestbits@lists.example.org");
  for (const none of [undefined, "", "https://lists.example.org/bestbits", "https://a@lists.example.org/"]) assert.equal(mailAddress(none), null);
});

/** @param {string} text @param {string} [hashtag] */
const tags = (text, hashtag = "#BestBits") => {
  const pieces = linkHashtag(findLinks(text), { hashtag, hashtag_url: "https://social.example.org/tags/bestbits" });
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  return pieces.filter(({ href }) => href === "https://social.example.org/tags/bestbits").map((piece) => piece.text);
};

test("the event's hashtag leads to where it is followed", () => {
  assert.deepEqual(tags("#bestbits"), ["#bestbits"]);
  assert.deepEqual(tags("see #BESTBITS, (#bestbits)! ＃bestbits。#bestbits的"), ["#BESTBITS", "#bestbits", "＃bestbits"]);
  assert.deepEqual(tags("#igf and #bestbits2013, #bestbit, a#bestbits, ##bestbits, /#bestbits, &#bestbits"), []);
  assert.deepEqual(tags("https://example.org/#bestbits #bestbits"), ["#bestbits"]);
  assert.deepEqual(tags("جدا #حوكمة_الإنترنت هنا", "#حوكمة_الإنترنت"), ["#حوكمة_الإنترنت"]);
});

test("without a place to follow it, or with one that is no web address, it stays text", () => {
  const pieces = findLinks("#bestbits");
  assert.deepEqual(linkHashtag(pieces, { hashtag: "#bestbits" }), pieces);
  assert.deepEqual(linkHashtag(pieces, { hashtag: "#bestbits", hashtag_url: "javascript:alert(1)" }), pieces);
  assert.deepEqual(linkHashtag(pieces, {}), pieces);
});
