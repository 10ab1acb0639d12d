// All the client uses of Lit, and nothing else. This list is both the types of lit.js and, read by
// esbuild as TypeScript, the entry it is built from (npm run vendor), so the two cannot drift apart.
export { LitElement, html, nothing } from "lit";
export { classMap } from "lit/directives/class-map.js";
export { guard } from "lit/directives/guard.js";
export { ifDefined } from "lit/directives/if-defined.js";
export { live } from "lit/directives/live.js";
export { repeat } from "lit/directives/repeat.js";
export type { PropertyValues, TemplateResult } from "lit";
