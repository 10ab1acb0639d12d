/**
 * Makes `web/built` of `web/` and of the locked libraries: for each page one script and one style sheet, for each script its
 * words in every language; what comes `later`, and what those need who `keep` the room, whose scripts take what `chat.js` holds from
 * there; and the socket made of `events`, which needs nothing of theirs.
 * `node web/bundling/build.js [FOLDER]` writes elsewhere.
 *
 * @import { BuildOptions, Metafile, Plugin } from "esbuild"
 */

import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { clientUses, compile, select } from "./words.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FOLDER = resolve(process.argv[2] ?? join(ROOT, "web/built"));

/** @type {BuildOptions & { metafile: true }} */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "linked",
  loader: { ".svg": "copy" },
  logLevel: "warning",
  metafile: true,
  outdir: FOLDER,
};

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const pages = await build({
  ...OPTIONS,
  entryPoints: [
    { in: "web/chat/main.js", out: "chat" },
    { in: "web/moderate/main.js", out: "moderate" },
    { in: "web/home/main.js", out: "home" },
    { in: "web/chat/events.js", out: "events" },
    { in: "web/chat/full.css", out: "full" },
    { in: "web/embed/embed.css", out: "embed" },
    { in: "web/chat/later.css", out: "later" },
    { in: "web/chat/keep.css", out: "keep" },
    { in: "web/moderate/moderate.css", out: "moderate" },
    { in: "web/home/home.css", out: "home" },
    { in: "web/plain/plain.css", out: "plain" },
    { in: "web/shared/icon.svg", out: "icon" },
  ],
});
const chat = sources(pages.metafile, "chat.js");
const rest = await build({
  ...OPTIONS,
  entryPoints: { later: "web/chat/later.js", keep: "web/chat/keep.js" },
  plugins: [taken(chat)],
});
const held = output(pages.metafile, "chat.js")?.exports ?? [];
for (const script of ["later.js", "keep.js"]) {
  const missing = takenNames(await readFile(join(FOLDER, script), "utf8")).filter((name) => !held.includes(name));
  if (missing.length > 0) throw new Error(`web/chat/main.js does not hand on to ${script}: ${missing.join(", ")}`);
}
const words = await said(chat);
await writeWords("chat", words);
await writeWords("moderate", await said(sources(pages.metafile, "moderate.js")));
const later = (await said(sources(rest.metafile, "later.js"))).filter((id) => !words.includes(id));
await writeWords("later", later);
// Whoever gets it has the others.
await writeWords("keep", (await said(sources(rest.metafile, "keep.js"))).filter((id) => !words.includes(id) && !later.includes(id)));

/**
 * The files a script is made of.
 * @param {Metafile} metafile
 * @param {string} script
 */
function sources(metafile, script) {
  return new Set(Object.keys(output(metafile, script)?.inputs ?? {}));
}

/**
 * @param {Metafile} metafile
 * @param {string} script
 */
function output({ outputs }, script) {
  return outputs[relative(ROOT, join(FOLDER, script))];
}

/**
 * What `chat.js` holds is imported from there, by the names it hands on.
 * @param {Set<string>} held
 * @returns {Plugin}
 */
function taken(held) {
  return {
    name: "taken from chat.js",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
        held.has(relative(ROOT, join(resolveDir, path))) ? { path: "./chat.js", external: true } : undefined);
    },
  };
}

/** What a script imports from chat.js. @param {string} script */
function takenNames(script) {
  const imports = [...script.matchAll(/import\{([^}]*)\}from"\.\/chat\.js"/g)];
  return imports.flatMap(([, names]) => (names ?? "").split(",").map((name) => name.split(" as ")[0] ?? ""));
}

/**
 * Ids of the words that files say.
 * @param {Set<string>} paths
 */
async function said(paths) {
  const own = [...paths].filter((path) => path.startsWith("web/"));
  const uses = await Promise.all(own.map(async (path) => clientUses({ path, text: await readFile(join(ROOT, path), "utf8") })));
  return uses.flat().map(({ id }) => id);
}

/**
 * @param {string} script
 * @param {string[]} ids
 */
async function writeWords(script, ids) {
  const locales = join(ROOT, "web/locales");
  for (const file of await readdir(locales)) {
    const words = select(compile(await readFile(join(locales, file), "utf8")), ids);
    await writeFile(join(FOLDER, `${script}.${file.replace(/\.ftl$/, "")}.json`), `${JSON.stringify(words)}\n`);
  }
}
