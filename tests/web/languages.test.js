import assert from "node:assert/strict";
import { test } from "node:test";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { clientUses, compile, select } from "../../web/bundling/words.js";
import { say } from "../../web/shared/patterns.js";
import { LANGUAGES, files, serverUses, shapes, shown, source, templateTexts } from "./words.js";

const CLIENT = files("web", /\.js$/);
const SERVER = files("src/http", /\.(html|rs)$/);
const ENGLISH = shapes(source("en"));

// strings.js declares `t` itself.
const uses = [...CLIENT.flatMap((file) =>
  clientUses({ ...file, text: file.text.replace("export function t(", "") })), ...SERVER.flatMap(serverUses)];

/** Numbers select a plural, everything else one of its own words. */
const COUNT = "count";

test("there are the languages that are promised", () => {
  for (const language of ["ar", "az", "en", "es", "fr", "pt", "ru", "zh-Hans"]) assert.ok(LANGUAGES.includes(language), language);
});

test("whatever is said has words, with the values they need and no others", () => {
  assert.ok(uses.length > 80, `only ${uses.length} uses were found`);
  for (const { path, id, values } of uses) {
    const needed = ENGLISH.get(id);
    assert.ok(needed, `${path} says ${id}, which there are no words for`);
    const all = new Set([...needed.values, ...[...needed.refers].flatMap((other) => [...(ENGLISH.get(other)?.values ?? [])])]);
    assert.deepEqual(values.toSorted(), [...all].toSorted(), `${path} says ${id} with other values than it has`);
  }
});

test("no words are left over", () => {
  const said = new Set(uses.map(({ id }) => id));
  for (const { refers } of ENGLISH.values()) for (const id of refers) said.add(id);
  // Which problem it is, is decided before it is said.
  const rust = SERVER.filter(({ path }) => path.endsWith(".rs")).map(({ text }) => text).join("\n");
  const unused = [...ENGLISH.keys()].filter((id) => !said.has(id) && !rust.includes(`"${id}"`));
  assert.deepEqual(unused, []);
});

for (const language of LANGUAGES) {
  const words = shapes(source(language));

  test(`${language} has every word, with the same values and choices`, () => {
    assert.deepEqual([...words.keys()], [...ENGLISH.keys()], "the same words in the same order");
    for (const [id, english] of ENGLISH) {
      const shape = words.get(id);
      assert.ok(shape);
      assert.deepEqual([...shape.values].toSorted(), [...english.values].toSorted(), id);
      assert.deepEqual([...shape.refers], [...english.refers], id);
      for (const { by, keys } of english.choices) {
        /** @type {typeof english.choices[number] | undefined} */ const same = shape.choices.find((each) => each.by === by);
        if (by !== COUNT) assert.deepEqual(same?.keys, keys, `${id} by ${by}`);
      }
    }
  });

  test(`${language} knows all its plurals`, () => {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 1_001 }, (_, count) => rules.select(count)));
    const plurals = [...words].flatMap(([id, { choices }]) => choices.filter(({ by }) => by === COUNT).map(({ keys }) => ({ id, keys })));
    assert.ok(plurals.length >= 3);
    for (const { id, keys } of plurals) {
      for (const category of needed) assert.ok(keys.includes(category), `${id} lacks [${category}]`);
    }
  });

  test(`${language} says everything without an error`, () => {
    const bundle = new FluentBundle(language);
    const client = {
      words: compile(source(language)), numbers: new Intl.NumberFormat(language), plurals: new Intl.PluralRules(language),
    };
    assert.deepEqual(bundle.addResource(new FluentResource(source(language))), []);
    for (const [id, { choices }] of words) {
      const codes = choices.filter(({ by }) => by !== COUNT).flatMap(({ keys }) => keys);
      for (const code of codes.length > 0 ? codes : ["unavailable"]) {
        for (const count of [0, 1, 2, 3, 11, 100, 1_000]) {
          const choice = /^\d+$/.test(code) ? Number(code) : code;
          const values = { count, code: choice, day: choice, month: choice, name: "Ann", text: "hello",
            year: "2012", date: "3 May", time: "09:00", moment: "noon", weekday: choice, zone: "UTC", title: "Main room", emoji: "👍",
            reason: choice, role: code, kind: choice, span: choice, then: choice, view: choice, number: "7", format: "CSV", line: "3", column: "5" };
          /** @type {Error[]} */ const errors = [];
          const pattern = bundle.getMessage(id)?.value;
          assert.ok(pattern, id);
          const said = bundle.formatPattern(pattern, values, errors);
          assert.notEqual(said.trim(), "", id);
          assert.deepEqual(errors, [], id);
          assert.equal(say(client, client.words[id] ?? "", values, true), said, `${id} as the client says it`);
        }
      }
    }
  });

  if (language !== "en") {
    test(`${language} leaves no sentence in English`, () => {
      const english = lines(source("en"));
      const same = lines(source(language)).filter((line) => english.includes(line) && /\p{L} .*\p{L}/u.test(line.replace(/\{[^}]*\}?/g, "")));
      assert.deepEqual(same, []);
    });
  }
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").filter((line) => !line.startsWith("#"))
    .map((line) => line.replace(/^\S+ = |^\s+\*?\[\w+\] /, "")).filter(Boolean);
}

test("client code holds no words of its own", () => {
  for (const { path, text } of CLIENT) {
    for (const piece of templateTexts(text)) assert.doesNotMatch(piece, /\p{L}/u, path);
    const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "").replace(/new \w*Error\([^]*?\);/g, "");
    for (const [sentence] of code.matchAll(/(["'`])\p{Lu}[^"'`\n]*[ …][^"'`\n]*\1/gu)) {
      assert.match(sentence, /^`Bearer /, `${path}: ${sentence}`);
    }
  }
});

test("pages hold no words of their own", () => {
  for (const { path, text } of SERVER.filter(({ path }) => path.endsWith(".html"))) {
    const markup = text.replace(/\{%[^]*?%\}|\{\{[^]*?\}\}/g, "\0");
    for (const piece of shown(markup)) assert.doesNotMatch(piece, /\p{L}/u, path);
  }
});

test("a script is given the words it says and those they refer to, and what the client could not say is not built", () => {
  const words = compile("a = { b } and { $n ->\n    [one] { c }\n   *[other] more\n}\nb = B\nc = C\nd = D");
  assert.deepEqual(Object.keys(select(words, ["a"])), ["a", "b", "c"]);
  assert.throws(() => compile("a = { NUMBER($n, minimumFractionDigits: 2) }"));
  assert.throws(() => compile("a = { -brand }"));
});

test("words of its own are found in code and pages", () => {
  assert.deepEqual(templateTexts("html`<p class=\"x\" title=\"Tip\">a ${b ? html`<b>c</b>` : \"\"} d</p>`"), ["c", "Tip", "a \0 d"]);
  assert.deepEqual(templateTexts("html`<p aria-label=${t(\"name\")}>${t(\"ok\")}</p>` // Word"), ["\0"]);
  assert.deepEqual(shown("<!-- no --><h1>Events</h1>"), ["Events"]);
  assert.throws(() => clientUses({ path: "x.js", text: "t(`refusal-${code}`)" }));
  assert.deepEqual(clientUses({ path: "x.js", text: 'say(t("a-b", { name: who.name, count }))' }),
    [{ path: "x.js", id: "a-b", values: ["name", "count"] }]);
});

test("style sheets lay out by the direction of the language and hold no words", () => {
  const physical = /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|left|right|float\s*:\s*(?:left|right)|text-align\s*:\s*(?:left|right))\s*[:;-]/;
  const sheets = files("web", /\.css$/);
  assert.ok(sheets.length >= 5);
  for (const { path, text } of sheets) {
    for (const line of text.replace(/\/\*[^]*?\*\//g, "").split("\n")) {
      assert.doesNotMatch(line, physical, path);
      assert.doesNotMatch(line, /content: "[^"]*\p{L}/u, path);
    }
  }
});
