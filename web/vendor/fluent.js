/** Fluent, as lit.js is Lit. */

export * from "@fluent/bundle";
