/**
 * Makes pictures of every page and state, for looking at them as a designer would:
 *
 *     npm run screenshots [-- FOLDER]      (default: test-results/screenshots)
 */

import { readFile } from "node:fs/promises";
import { Camera, DESKTOP, PHONE } from "./support/camera.js";
import { hostSite } from "./support/host.js";
import { Server } from "./support/server.js";

const server = await Server.start();
process.on("exit", () => server.abandon());
const camera = await Camera.open(server.origin, process.argv[2] ?? "test-results/screenshots");

const CHAT = "/e/best-bits-2012";
const EMBED = "/e/best-bits-2012/main/embed";
const PLAIN = "/e/best-bits-2012/main/plain";
const MODERATE = "/e/best-bits-2012/moderate";

/** @param {Parameters<Camera["look"]>} how */
const look = (...how) => camera.look(...how);

/** @param {Parameters<Camera["take"]>} what */
const take = (...what) => camera.take(...what);

/** @param {string} name @param {string} address */
async function everyWay(name, address) {
  for (const [suffix, how] of /** @type {const} */ ([
    ["desktop", {}], ["desktop-dark", { dark: true }], ["phone", { phone: true }], ["phone-dark", { phone: true, dark: true }],
  ])) {
    const page = await look(address, how);
    await take(page, `${name}-${suffix}`);
    await page.context().close();
  }
}

/** Where nothing may lie on the wrong side. @param {string} name @param {string} address */
async function inArabic(name, address) {
  await everyWay(`${name}-ar`, `${address}?lang=ar`);
}

/** @param {import("@playwright/test").Page} page @param {string} name */
async function join_(page, name) {
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await page.getByRole("textbox", { name: "Write a message" }).waitFor();
}

/** A morning in Baku, in the scripts of those who were there. */
async function talk() {
  const mia = await server.person("Mia Berg", (await server.invite("moderator")).code);
  const katitza = await server.person("Nadia Ferreira", (await server.invite("organiser")).code);
  const bob = await server.person("Bob Oduya");
  const amal = await server.person("أمل الحسن");
  const li = await server.person("李小明");
  const leyla = await server.person("Leyla Əliyeva");
  const anand = await server.person("आनन्द शर्मा");
  await mia.says("Welcome, everyone. The stream from the room is up; questions asked here are read out.");
  await bob.says("Good morning from Nairobi.");
  await bob.says("Is there a text we could read before the first round?");
  const { id } = await mia.says("There is none to ratify. Bring what you have: https://bestbits.example/initiatives");
  await amal.says("صباح الخير من تونس. هل ستُترجم الجلسة الأخيرة إلى العربية؟");
  await li.says("大家好。我们准备了一份关于开放标准的简短提案，稍后会发到邮件列表。");
  await leyla.says("Bakıya xoş gəlmisiniz! The tram from the old town takes twenty minutes.");
  await anand.says("नमस्ते। क्या कार्यक्रम में बदलाव संभव है?", id);
  const rude = await bob.says("(said in haste)");
  await mia.removes(rude.id);
  await katitza.says("In the last session we ask what would make a civil society network on Internet governance last: who convenes it, how it decides, and how those who could not travel take part on equal terms.\n\nPlease send your points beforehand.", id);
  await leyla.says("I would start from what each group can do on its own, and only then ask what needs a common name.");
  await amal.says("Agreed. A calendar everybody can write to would be a modest first step.");
  await li.says("+1 🌏");
}

await everyWay("home", "/");
await everyWay("problem", "/e/no-such-event");
await everyWay("empty-embed", EMBED);
await talk();
// An organiser's own page
const example = await readFile(new URL("../../examples/event-page.html", import.meta.url), "utf8");
const site = await hostSite({ "/": example.replaceAll("http://127.0.0.1:8080", server.origin) });
await everyWay("host-page", site.origin);
await site.stop();

await everyWay("event", CHAT);
await everyWay("embed", EMBED);
await everyWay("moderate-refused", MODERATE);
await everyWay("plain", PLAIN);
for (const dark of [false, true]) {
  const mode = dark ? "-dark" : "";
  for (const phone of [false, true]) {
    const where = (phone ? "phone" : "desktop") + mode;
    const page = await look(CHAT, { phone, dark });
    if (phone) await page.getByRole("link", { name: "To the live chat" }).click();
    const name = { desktop: "Ann Lee", phone: "Carlos Ruiz", "desktop-dark": "Grace Muli", "phone-dark": "Anja Weber" }[where];
    await join_(page, name ?? where);
    const field = page.getByRole("textbox", { name: "Write a message" });
    await field.fill("Two of us will join from Lima at noon.");
    await field.press("Enter");
    await page.locator("article.own[data-id]", { hasText: "from Lima" }).waitFor();
    if (phone) await page.locator("article", { hasText: "A calendar everybody" }).tap();
    else await page.locator("article", { hasText: "A calendar everybody" }).hover();
    await take(page, `joined-${where}`);
    await page.locator("article", { hasText: "A calendar everybody" }).getByRole("button", { name: "Reply" }).click();
    await field.fill("Who would keep it?\nAnd where?");
    await take(page, `replying-${where}`);
    await field.fill("long ".repeat(401));
    await take(page, `too-long-${where}`);
    await field.fill("");
    await page.getByRole("button", { name: "Cancel the reply" }).click();
    const own = page.locator("article.own", { hasText: "from Lima" });
    if (phone) await own.tap();
    else await own.hover();
    await own.getByRole("button", { name: "Remove your message" }).click();
    await take(page, `removing-${where}`);
    await page.context().close();
  }
  const guest = await look(EMBED, { dark, phone: true });
  await guest.getByLabel("Your name").fill("Bob Oduya");
  await guest.getByRole("button", { name: "Join", exact: true }).click();
  await guest.getByText("This name is taken").waitFor();
  await take(guest, `name-taken-phone${mode}`);
  await guest.context().close();

  const plain = await look(`${PLAIN}?refresh=off`, { dark, phone: true });
  await plain.getByLabel("Your name").fill(dark ? "Ines Night" : "Ines Day");
  await plain.getByRole("button", { name: "Join", exact: true }).click();
  await plain.getByLabel("Your message").fill("long ".repeat(401));
  await plain.getByRole("button", { name: "Send" }).click();
  await take(plain, `plain-too-long-phone${mode}`);
  await plain.getByLabel("Your message").fill("Two of us follow without scripts.");
  await plain.getByRole("button", { name: "Send" }).click();
  await plain.getByRole("button", { name: /^Remove/ }).click();
  await take(plain, `plain-removing-phone${mode}`);
  await plain.context().close();

  for (const phone of [false, true]) {
    const where = `${phone ? "phone" : "desktop"}${mode}`;
    const { code } = await server.invite("moderator");
    const keeper = await look(`${EMBED}#invite=${code}`, { dark, phone });
    await join_(keeper, `${phone ? "Ivo" : "Ada"} ${dark ? "Reis" : "Weber"}`);
    const row = keeper.locator("article", { hasText: "A calendar everybody" });
    if (phone) await row.tap();
    else await row.hover();
    await take(keeper, `keeping-${where}`);
    await row.getByRole("button", { name: /^Moderate/ }).click();
    await row.getByRole("button", { name: "Off topic" }).click();
    await take(keeper, `doing-${where}`);
    await row.getByRole("radio", { name: "Clear" }).check();
    await take(keeper, `doing-clear-${where}`);
    await row.getByRole("radio", { name: "Remove" }).check();
    await row.getByRole("button", { name: "Remove", exact: true }).click();
    await keeper.getByRole("button", { name: "Undo" }).waitFor();
    await take(keeper, `done-${where}`);
    await keeper.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    await keeper.context().close();
  }

  const { code } = await server.invite("moderator");
  const mia = await look(`${MODERATE}#invite=${code}&name=${dark ? "Noor%20Khan" : "Jo%20March"}`, { dark });
  await take(mia, `moderate-invited${mode}`);
  await mia.getByRole("button", { name: "Join", exact: true }).click();
  await mia.getByText("Moderating as").waitFor();
  await mia.locator(".fate").first().waitFor();
  await take(mia, `moderate-calm-desktop${mode}`);
  await mia.locator("article", { hasText: "Good morning from Nairobi" }).getByRole("button", { name: /^Remove/ }).click();
  await take(mia, `moderate-desktop${mode}`);
  await mia.setViewportSize(PHONE);
  await take(mia, `moderate-phone${mode}`);
  for (const view of ["People", "Log"]) {
    await mia.getByRole("button", { name: view, exact: true }).click();
    await take(mia, `moderate-${view.toLowerCase()}-phone${mode}`);
  }
  await mia.context().close();
}

// In Arabic, with what turns a line around: names, brackets, links and numbers from the left
await server.person("سارة منصور").then(async (sara) => {
  const { id } = await sara.says("مرحبًا بالجميع! المسودة الثانية (v2.1) هنا: https://bestbits.example/drafts/2?lang=ar#part-3 وفيها 12 بندًا.");
  await (await server.person("Jean (APC)")).says("Thanks! Is §3 (the budget, 4,500 €) open for comments?", id);
  await sara.says("نعم، حتى الساعة 18:00 بتوقيت باكو (UTC+4)، والبريد: hello@bestbits.example.");
  await sara.says("سنناقش Internet governance أولًا، ثم open standards في الجلسة 3.");
});
await inArabic("home", "/");
await inArabic("problem", "/e/no-such-event");
await inArabic("event", CHAT);
await inArabic("embed", EMBED);
await inArabic("plain", PLAIN);
await inArabic("moderate-refused", MODERATE);
for (const [where, how, name] of /** @type {const} */ ([
  ["desktop", {}, "ليلى حداد"], ["phone", { phone: true }, "يوسف كرم"],
  ["desktop-dark", { dark: true }, "هدى زيدان"], ["phone-dark", { dark: true, phone: true }, "فادي ناصر"],
])) {
  const page = await look(`${how.phone ? EMBED : CHAT}?lang=ar`, how);
  await page.locator("input[name=name]").fill(name);
  await page.keyboard.press("Enter");
  const field = page.locator("textarea");
  await field.fill("أقترح أن نبدأ من البند 4 (accessibility).");
  await field.press("Enter");
  await page.locator("article.own[data-id]").first().waitFor();
  await take(page, `joined-ar-${where}`);
  const row = page.locator("article", { hasText: "open for comments" }).first();
  await row.click();
  await row.locator("[data-action=reply]").click();
  await field.fill("شكرًا، سنقرأها قبل الجلسة (the draft, v2).");
  await take(page, `replying-ar-${where}`);
  await page.locator(".languages summary").click();
  await take(page, `choosing-ar-${where}`);
  await page.context().close();
}
for (const phone of [false, true]) {
  const where = phone ? "phone" : "desktop";
  const plain = await look(`${PLAIN}?refresh=off&lang=ar`, { phone });
  await plain.locator("#name").fill(phone ? "ريم سالم" : "عمر بدوي");
  await plain.locator("button[value=join]").click();
  await plain.locator("button[name=reply]").nth(1).click();
  await plain.locator("#text").fill("long ".repeat(401));
  await plain.locator("button[value=post]").click();
  await take(plain, `plain-too-long-ar-${where}`);
  await plain.context().close();
  const { code } = await server.invite("moderator");
  const mia = await look(`${MODERATE}?lang=ar#invite=${code}&name=${encodeURIComponent(phone ? "نور خان" : "جمال علي")}`, { phone });
  await mia.locator("form.join button.primary").click();
  await mia.locator(".standing").waitFor();
  await mia.locator("article [data-do=remove]").last().click();
  await take(mia, `moderate-ar-${where}`);
  await mia.context().close();
}

// What means one, what came meanwhile, the names to choose from, and one's own choices
for (const [where, how, language, name] of /** @type {const} */ ([
  ["desktop", {}, "en", "Rosa Lind"], ["phone", { phone: true }, "en", "Omar Diallo"],
  ["phone-dark", { phone: true, dark: true }, "en", "Vera Novak"], ["ar-phone", { phone: true }, "ar", "منى فارس"],
])) {
  const page = await look(`${EMBED}?lang=${language}`, how);
  await page.locator("input[name=name]").fill(name);
  await page.keyboard.press("Enter");
  await page.locator("textarea").waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange")); // as if another tab were in front
  });
  await (await server.person(`Asks ${name}`)).says(language === "ar"
    ? `هل تدوّنين الملاحظات، @${name}؟ سيساعدك @Bob Oduya.`
    : `Could you take notes, @${name}? @Bob Oduya will help, and @李小明 has the agenda.`);
  await page.locator(".for-me").waitFor();
  await page.locator("textarea").pressSequentially("@");
  await take(page, `mentioning-${where}`);
  await page.keyboard.press("Escape");
  await page.locator(".settings summary").click();
  await take(page, `settings-${where}`);
  await page.context().close();
}

// What is found, what is shared, what people make of a message
for (const [where, how, language, name] of /** @type {const} */ ([
  ["desktop", {}, "en", "Tom Hale"], ["phone", { phone: true }, "en", "Maja Kos"],
  ["phone-dark", { phone: true, dark: true }, "en", "Ilse Roth"], ["ar-phone", { phone: true }, "ar", "سلمى عمر"],
])) {
  const page = await look(`${EMBED}?lang=${language}`, how);
  await page.locator("input[name=name]").fill(name);
  await page.keyboard.press("Enter");
  const field = page.locator("textarea");
  await field.fill("The draft is on the list since this mornign.");
  await field.press("Enter");
  const own = page.locator("article.own[data-id]").first();
  await own.waitFor();
  const row = page.locator("article[data-id]", { hasText: "A calendar everybody" });
  for (const nth of [0, 2]) {
    await row.locator(".text").click();
    await row.locator("[data-action=choose]").click();
    await row.locator(".choice [data-action=react]").nth(nth).click();
    await row.locator(".reactions button").nth(nth === 0 ? 0 : 1).waitFor();
  }
  await row.locator(".text").click();
  await row.locator("[data-action=choose]").click();
  await take(page, `reacting-${where}`);
  await page.keyboard.press("Escape");
  await own.locator(".text").click();
  await own.locator("[data-action=edit]").click();
  await take(page, `editing-${where}`);
  await field.fill("The draft is on the list since this morning.");
  await field.press("Enter");
  await own.locator(".body > .note").waitFor();
  await page.locator(".find").click();
  await page.getByRole("searchbox").fill("text");
  await page.keyboard.press("Enter");
  await page.locator(".finder mark").first().waitFor();
  await take(page, `found-${where}`);
  await page.getByRole("searchbox").fill("no such words");
  await page.keyboard.press("Enter");
  await page.locator(".finder li").first().waitFor({ state: "detached" });
  await take(page, `found-none-${where}`);
  await page.goto(`${server.origin}${CHAT}?lang=${language}`);
  await page.locator("button.share").click();
  await page.locator("dialog .piece button").first().click();
  await page.locator("dialog .said:not(:empty)").waitFor();
  await take(page, `sharing-${where}`);
  await page.context().close();

  const alone = await camera.browser.newPage({ viewport: how.phone ? PHONE : DESKTOP, colorScheme: how.dark ? "dark" : "light" });
  await alone.route("**/built/later.*", (route) => route.abort());
  await alone.goto(`${server.origin}${EMBED}?lang=${language}`);
  await alone.locator(".banner button").waitFor();
  await take(alone, `not-loaded-${where}`);
  await alone.close();
}

// Much of everything
await server.fill(480);
const wild = await server.person("Zoë Wild");
await wild.says("x".repeat(2_000));
await wild.says("<b>bold?</b> <script>alert(1)</script> javascript:alert(1)");
await wild.says(Array.from({ length: 60 }, (_, n) => `line ${n}`).join("\n"));
const busy = await look(EMBED, { phone: true });
await busy.getByText("bold?").first().waitFor();
await take(busy, "wild-phone");
await busy.getByRole("log").evaluate((log) => (log.scrollTop -= 900));
await (await server.person("Ada Late")).says("news from below");
await busy.getByText("1 new message").first().waitFor();
await take(busy, "busy-phone");

// An old message by its address, far above all that is held
const [{ id: oldest }] = (await server.history("limit=1&after=0")).messages;
for (const dark of [false, true]) {
  const page = await look(`${EMBED}#m-${oldest}`, { phone: true, dark });
  await page.locator(".finder [aria-current]").waitFor();
  await take(page, `around-phone${dark ? "-dark" : ""}`);
  await page.context().close();
}

// A room that is made quieter: to a guest who waits, to one who may not write, to a moderator, and without scripts
const keeper = await server.person("Ines Prado", (await server.invite("moderator")).code);
await keeper.asks("PUT", `/messages/${(await keeper.says("The papers of all sessions: https://bestbits.example/papers")).id}/pin`, {});
const lunch = await keeper.says("الغداء في الواحدة، في القاعة الكبرى خلف المسرح، والقهوة قبله بنصف ساعة");
await keeper.asks("PUT", `/messages/${lunch.id}/pin`, {});
await keeper.asks("POST", "/messages", { nonce: "announced-1", text: "The main session begins in ten minutes, in the big hall.", announcement: true });
for (const [where, how, language, name] of /** @type {const} */ ([
  ["desktop", {}, "en", "Rosa Day"], ["desktop-dark", { dark: true }, "en", "Rosa Night"], ["phone", { phone: true }, "en", "Rosa Little"],
  ["phone-dark", { phone: true, dark: true }, "en", "Rosa Dusk"], ["phone-ar", { phone: true }, "ar", "سلمى"],
])) {
  await keeper.asks("PATCH", "", { locked: false, slow_mode_ms: 60_000, hold: "guests", links: false });
  const page = await look(`${EMBED}?lang=${language}`, how);
  await page.locator("#name, .join input").first().fill(name);
  await page.locator(".join button").first().click();
  await page.locator("#write").fill("May I ask something?");
  await page.keyboard.press("Enter");
  await page.locator(".row.held").waitFor();
  await page.locator("#write").fill("It is here: www.example.org");
  await take(page, `quieter-${where}`);
  await page.locator("#write").fill("");
  await keeper.asks("PATCH", "", { locked: true });
  await page.locator(".closed").waitFor();
  await take(page, `quieter-locked-${where}`);
  const { url } = await server.invite("moderator");
  const own = await look(`${EMBED}?lang=${language}#invite=${url.split("#invite=")[1]}`, how);
  await own.locator(".join input").first().fill(`${name} Keeper`);
  await own.locator(".join button").first().click();
  await own.locator(".as-announcement input").check();
  await own.locator("#write").fill("We go on at three.");
  await own.locator(".row.announcement").last().hover();
  await take(own, `quieter-moderator-${where}`);
  await keeper.asks("PATCH", "", { locked: false });
  await page.goto(`${server.origin}${PLAIN}?lang=${language}`);
  await take(page, `quieter-plain-${where}`);
  for (const each of [page, own]) await each.context().close();
}

// The server is gone
for (const dark of [false, true]) {
  const page = await look(CHAT, { dark });
  await join_(page, dark ? "Ida Night" : "Ida Day");
  await server.kill();
  const field = page.getByRole("textbox", { name: "Write a message" });
  await page.getByText("Offline").first().waitFor();
  await field.fill("This waits until the connection is back.");
  await field.press("Enter");
  await page.getByText("This waits").waitFor();
  await take(page, `offline-desktop${dark ? "-dark" : ""}`);
  await page.setViewportSize(PHONE);
  await page.getByRole("link", { name: "To the live chat" }).click();
  await take(page, `offline-phone${dark ? "-dark" : ""}`);
  await page.context().close();
  await server.restart();
}

await camera.close();
await server.stop();
