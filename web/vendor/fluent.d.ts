// All the client uses of Fluent, and nothing else; the entry fluent.js is built from, as lit.d.ts is of lit.js.
export { FluentBundle, FluentResource } from "@fluent/bundle";
export type { FluentVariable } from "@fluent/bundle";
