/**
 * Words with places for values, as `npm run build` compiles them from Fluent's syntax, and how they are said. Pure.
 *
 * @typedef {string | readonly Part[]} Pattern
 *
 * @typedef {string | { value: string } | { words: string } | { by: string, of: Record<string, Pattern>, other: string }} Part
 *   text; a value; other words, by their id; a choice by a value, with the one for all that is not named
 *
 * @typedef {Record<string, string | number>} Values
 *
 * @typedef {object} Language
 * @property {Record<string, Pattern>} words by id
 * @property {Intl.NumberFormat} numbers
 * @property {Intl.PluralRules} plurals
 */

/**
 * @param {Language} language
 * @param {Pattern} pattern
 * @param {Values} values
 * @param {boolean} isolating whether what is put in is isolated, so that it cannot turn what is around it
 * @returns {string}
 */
export function say(language, pattern, values, isolating) {
  if (typeof pattern === "string") return pattern;
  return pattern.map((part) => {
    if (typeof part === "string") return part;
    const said = put(language, part, values, isolating);
    return isolating && pattern.length > 1 ? `\u2068${said}\u2069` : said;
  }).join("");
}

/**
 * @param {Language} language
 * @param {Exclude<Part, string>} part
 * @param {Values} values
 * @param {boolean} isolating
 */
function put(language, part, values, isolating) {
  if ("words" in part) return say(language, language.words[part.words] ?? part.words, values, isolating);
  if ("value" in part) {
    const value = values[part.value] ?? part.value;
    return typeof value === "number" ? language.numbers.format(value) : value;
  }
  const { by, of, other } = part;
  const value = values[by] ?? other;
  const chosen = of[value] ?? (typeof value === "number" ? of[language.plurals.select(value)] : undefined) ?? of[other] ?? "";
  return say(language, chosen, values, isolating);
}
