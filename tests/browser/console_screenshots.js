/**
 * Makes pictures of the moderators' console in every view, on several rooms:
 *
 *     node tests/browser/console_screenshots.js [FOLDER]      (default: test-results/screenshots)
 */

import { Camera } from "./support/camera.js";
import { Server } from "./support/server.js";

const MODERATE = "/e/best-bits-2012/moderate";
const EVENT = `[event]
slug = "best-bits-2012"
title = "Best Bits"
time_zone = "Asia/Baku"

${[["main", "Main room"], ["openness", "Openness and standards"], ["rights", "Human rights online"], ["capacity", "Capacity building"],
  ["arabic", "القاعة العربية"]].map(([slug, title]) => `[[rooms]]\nslug = "${slug}"\ntitle = "${title}"\n`).join("\n")}`;

const server = await Server.start();
process.on("exit", () => server.abandon());
await server.import(EVENT);
const camera = await Camera.open(server.origin, process.argv[2] ?? "test-results/screenshots");

/** @param {string} name @param {string} [invite] */
async function person(name, invite) {
  const { token, you } = await server.api("/join", { method: "POST", body: { name, ...(invite ? { invite } : {}) } });
  let posts = 0;
  return {
    id: you.id,
    /** @param {string} path @param {any} body @param {string} [method] */
    does: (path, body, method = "POST") => server.api(path, { token, method, body }),
    /** @param {string} room @param {string} text */
    says: (room, text) => server.api(`/rooms/${room}/messages`, { method: "POST", token, body: { nonce: `nonce-00${posts++}`, text } }),
  };
}

const mia = await person("Mia Berg", (await server.invite("moderator")).code);
const [bob, amal, eve] = [await person("Bob Oduya"), await person("أمل الحسن"), await person("Eve Flood")];
const li = await person("李小明", (await server.invite("participant")).code);
await mia.says("main", "Welcome, everyone. The stream from the room is up; questions asked here are read out.");
await bob.says("main", "Good morning from Nairobi. Is there a text we could read before the first round?");
await li.says("main", "大家好。我们准备了一份关于开放标准的简短提案，稍后会发到邮件列表。");
await amal.says("arabic", "صباح الخير من تونس. هل ستُترجم الجلسة الأخيرة إلى العربية؟");
await bob.says("rights", "Who takes notes here?");
const rude = await eve.says("main", "You are all fools");
await mia.does(`/rooms/main/messages/${rude.id}`, { reason: "insult" }, "DELETE");
const bait = await eve.says("main", "Whoever believes the first speaker has not read the text");
await bob.does(`/rooms/main/messages/${bait.id}/reports`, { reason: "insult" });
await li.does(`/rooms/main/messages/${bait.id}/reports`, { reason: "She has written that in every room since the morning" });
await mia.does("/filters", { version: 0, words: ["cheap watches"], patterns: ["\\bcall \\d{6,}"], links: true, hosts: ["bestbits.example"], floods: 5 }, "PUT");
await mia.does(`/people/${eve.id}/notes`, { text: "Was asked twice to keep to the topic; says she will." });
await mia.does("/rooms/main/watch", undefined, "PUT");
await mia.does("/rooms/main", { hold: "guests" }, "PATCH");
await mia.does("/rooms/openness", { calm: true }, "PATCH");
await mia.does("/rooms/arabic", { hold: "first", links: false }, "PATCH");
await mia.does("/rooms/capacity", { locked: true }, "PATCH");
await eve.says("main", "Cheap watches at https://watches.example – and a very long address https://watches.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
await bob.says("main", "Could the last session be recorded for those who are asleep now? Many in the Pacific would like to follow but it is four in the morning there.");
await amal.says("openness", "هل المعايير المفتوحة على جدول الأعمال؟");
await (await person("Grace Muli")).says("arabic", "May I ask in English?");
await mia.does("/rooms/main", { slow_mode_ms: 15_000 }, "PATCH");
await mia.does("/invites", { role: "participant", uses: 200 });

for (const [suffix, how, language, name] of /** @type {const} */ ([
  ["desktop", {}, "en", "Jo March"], ["phone", { phone: true }, "en", "Noor Khan"],
  ["desktop-dark", { dark: true }, "en", "Ada Weber"], ["phone-dark", { phone: true, dark: true }, "en", "Ivo Reis"],
  ["ar-desktop", {}, "ar", "جمال علي"], ["ar-phone", { phone: true }, "ar", "نور خان"],
])) {
  const { code } = await server.invite("organiser");
  const page = await camera.look(`${MODERATE}?lang=${language}#invite=${code}&name=${encodeURIComponent(name)}`, how);
  await page.locator("form.join button.primary").click();
  await page.locator(".standing").waitFor();
  await page.locator(".queue .item").nth(4).waitFor({ state: "attached" });
  await camera.take(page, `console-messages-${suffix}`);
  for (const [view, ready] of /** @type {const} */ ([
    ["queue", ".queue .item"], ["rooms", ".glances button"], ["switches", ".calm button"], ["filters", ".filters textarea"],
    ["people", ".people li"], ["invites", ".invites li"], ["log", ".log li"],
  ])) {
    await page.locator(`.views [data-view=${view}]`).click();
    await page.locator(ready).first().waitFor();
    if (view === "queue") await page.keyboard.press("q");
    if (view === "invites") {
      await page.locator(".inviting button").click();
      await page.locator(".made").waitFor();
    }
    await camera.take(page, `console-${view}-${suffix}`);
    if (view !== "people") continue;
    await page.locator(".people .link", { hasText: "Eve Flood" }).first().click();
    await page.locator("desk-person .noted li").waitFor();
    await camera.take(page, `console-person-${suffix}`);
  }
  await page.context().close();
}

await camera.close();
await server.stop();
