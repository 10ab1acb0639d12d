import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import { EVENT } from "./support/server.js";
import { expect, test } from "./support/test.js";

const EXAMPLE = new URL("../../examples/best-bits-2012.toml", import.meta.url);

/** As event files write it; their zone here is UTC. @param {number} minutes from now */
const local = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16).replace("T", " ");

/** The example with another programme. @param {import("./support/server.js").Server} server @param {string} sessions */
async function meets(server, sessions) {
  const [head = ""] = (await readFile(EXAMPLE, "utf8")).split("[[programme]]");
  await server.import(head.replace("Asia/Baku", "UTC") + sessions);
}

const OPENING = "[[programme]]\nslug = \"opening\"\ntitle = \"Opening circle\"\n";

test("a moderator starts and ends a session, and readers see it and find back to it", async ({ server, visitor }) => {
  await meets(server, `${OPENING}[[programme]]\ntitle = "Who pays?"\nstarts = "${local(24 * 60)}"\n`);
  const mia = await (await (await visitor()).opens((await server.invite("moderator")).url)).isLive();
  await mia.joins("Mia");
  const reader = await (await (await visitor()).opens()).isLive();
  const line = reader.page.locator("stream-sessions summary");
  await expect(line).toContainText("Next:");
  await expect(line).toContainText("Who pays?");
  await expect(line).not.toContainText("Now:");
  await mia.says("Good morning");
  await reader.sees("Good morning");

  await mia.page.locator("stream-sessions summary").click();
  await mia.page.getByRole("button", { name: "Start Opening circle" }).click();
  await expect(mia.page.getByRole("button", { name: "End Opening circle" })).toBeFocused();
  expect((await new AxeBuilder({ page: mia.page }).include(".chat-header").analyze()).violations).toEqual([]);
  await expect(line).toContainText("Now: Opening circle");
  const began = reader.log.getByText("Session: Opening circle");
  await expect(began, "before anything is said in it").toHaveCount(1);
  await mia.page.keyboard.press("Escape");
  await mia.says("Welcome, all");
  await reader.sees("Welcome, all");
  await expect(began).toHaveCount(1);
  const order = await reader.log.locator(".rows > *").allTextContents();
  const at = (/** @type {string} */ text) => order.findIndex((row) => row.includes(text));
  expect(at("Good morning")).toBeLessThan(at("Session: Opening circle"));
  expect(at("Session: Opening circle")).toBeLessThan(at("Welcome, all"));

  await mia.page.locator("stream-sessions summary").click();
  await mia.page.getByRole("button", { name: "End Opening circle" }).click();
  await expect(line).not.toContainText("Now:");

  // A hundred messages later, from the newest of them.
  await server.fill(100);
  const late = await (await (await visitor()).opens()).isLive();
  await expect(late.row("Line number 100")).toBeInViewport();
  await late.seesNot("Welcome, all");
  await late.page.locator("stream-sessions summary").click();
  await expect(late.page.getByRole("button", { name: /^Start/ }), "for moderators alone").toHaveCount(0);
  await late.page.getByRole("link", { name: "Opening circle" }).click();
  await expect(late.row("Welcome, all")).toBeInViewport();
  await expect(late.row("Welcome, all")).toBeFocused();
  await expect(late.log.getByText("Session: Opening circle")).toBeVisible();
  await expect(late.page.locator(".sessions .panel")).toBeHidden();
});

test("what is on by the programme's times is there without a request, with its times in both zones", async ({ server, visitor }) => {
  await meets(server, `[[programme]]\ntitle = "Debate"\nstarts = "${local(-30)}"\nends = "${local(30)}"\n${OPENING}`);
  const ann = await visitor({ timezoneId: "Asia/Tokyo" });
  /** @type {string[]} */
  const asked = [];
  ann.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await (await ann.opens()).isLive();
  const on = ann.page.locator("stream-sessions summary .on");
  await expect(on).toHaveText(/Now:\s*Debate/);
  await expect(on).toHaveAttribute("title", /Japan Standard Time.*\n.*Coordinated Universal Time/);
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
  await ann.joins("Ann Lee");
  await ann.says("I disagree");
  await ann.sees("I disagree");
  await expect(ann.log.getByText("Session: Debate")).toHaveCount(1);

  const plain = await (await visitor()).opens(`/e/${EVENT}/main/plain`);
  await expect(plain.page.getByText("Now: Debate")).toBeVisible();
  await expect(plain.page.getByText("Session: Debate")).toBeVisible();
});
