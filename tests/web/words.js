/** The languages' files, and where their words are used, read for tests. */

import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Visitor, parse } from "@fluent/syntax";

/** @import { Use } from "../../web/bundling/words.js" */

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export const LANGUAGES = readdirSync(join(ROOT, "web/locales")).map((file) => file.replace(/\.ftl$/, ""));

/** @param {string} language */
export const source = (language) => readFileSync(join(ROOT, "web/locales", `${language}.ftl`), "utf8");

/**
 * What one message needs and offers.
 * @typedef {{ values: Set<string>, refers: Set<string>, choices: { by: string, keys: string[] }[] }} Shape
 */

class Reader extends Visitor {
  /** @type {Shape} */ shape = { values: new Set(), refers: new Set(), choices: [] };
  /** @override @param {any} node */
  visitVariableReference(node) {
    this.shape.values.add(node.id.name);
  }
  /** @override @param {any} node */
  visitMessageReference(node) {
    this.shape.refers.add(node.id.name);
  }
  /** @override @param {any} node */
  visitSelectExpression(node) {
    this.shape.choices.push({
      by: node.selector.id.name,
      keys: node.variants.map((/** @type {any} */ { key }) => key.name ?? key.value),
    });
    this.genericVisit(node);
  }
}

/**
 * The messages of a language; throws where the file is not well formed.
 * @param {string} text in Fluent's syntax
 * @returns {Map<string, Shape>}
 */
export function shapes(text) {
  const found = new Map();
  for (const entry of parse(text, { withSpans: false }).body) {
    if (entry.type === "Junk") throw new Error(`not well formed: ${entry.content}`);
    if (entry.type !== "Message") continue;
    if (found.has(entry.id.name)) throw new Error(`${entry.id.name} is there twice`);
    const reader = new Reader();
    reader.visit(entry);
    found.set(entry.id.name, reader.shape);
  }
  return found;
}

/**
 * @param {string} folder
 * @param {RegExp} name
 * @returns {{ path: string, text: string }[]}
 */
export function files(folder, name) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name) && !/\/(built|bundling)$/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(ROOT, path), text: readFileSync(path, "utf8") }));
}

/**
 * Where the server does: `say("id")`, `of("id", "name", …)`, `with("id", [("name", …), …])`, `counted("id", …)`,
 * `everywhere("id")`.
 * @param {{ path: string, text: string }} file
 * @returns {Use[]}
 */
export function serverUses({ path, text }) {
  const code = text.replace(/#\[cfg\(test\)\][^]*/, "");
  const calls = code.matchAll(/\b(?:language\.|language::)(say|of|with|counted|everywhere)\(\s*"([\w-]+)"(?:, "(\w+)"|,\s*\[([^\]]*)\])?/g);
  return [...calls].map(([, how, id, one, several]) => ({
    path,
    id: id ?? "",
    values: how === "counted" ? ["count"] : one ? [one] : [...(several ?? "").matchAll(/\("(\w+)",/g)].map(([, name]) => name ?? ""),
  }));
}

/**
 * The text between the tags of html`…` templates, nested ones too, and the attributes that are read out; what is
 * computed is a U+0000.
 * @param {string} code
 * @returns {string[]}
 */
export function templateTexts(code) {
  /** @type {string[]} */
  const found = [];
  /** @param {number} at behind the backtick @returns {[string, number]} */
  const template = (at) => {
    let text = "";
    while (at < code.length && code[at] !== "`") {
      if (code.startsWith("${", at)) {
        at = expression(at + 2);
        text += "\0";
      } else {
        text += code[at];
        at += code[at] === "\\" ? 2 : 1;
      }
    }
    return [text, at + 1];
  };
  /** @param {number} at @returns {number} behind the closing brace */
  const expression = (at) => {
    for (let depth = 0; at < code.length; at += 1) {
      if (code[at] === "`") at = literal(at) - 1;
      else if (code[at] === '"') at = code.indexOf('"', at + 1);
      else if (code[at] === "{") depth += 1;
      else if (code[at] === "}" && depth-- === 0) return at + 1;
    }
    return at;
  };
  /** @param {number} at of the backtick */
  const literal = (at) => {
    const [text, end] = template(at + 1);
    if (code.slice(0, at).endsWith("html")) found.push(text);
    return end;
  };
  const plain = code.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  code = plain;
  for (let at = code.indexOf("html`"); at >= 0; at = code.indexOf("html`", at)) at = literal(at + 4);
  return found.flatMap(shown);
}

/**
 * What people see or hear of markup.
 * @param {string} markup
 */
export function shown(markup) {
  const attributes = [...markup.matchAll(/\b(?:aria-label|aria-description|title|placeholder|alt|label)="([^"]*)"/g)];
  const text = markup.replace(/<!--[^]*?-->/g, "").replace(/<[^>]*>/g, "\n").replace(/&\w+;/g, "");
  return [...attributes.map(([, value]) => value ?? ""), ...text.split("\n")].map((each) => each.trim()).filter(Boolean);
}
