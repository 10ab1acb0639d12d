import { expect, test } from "./support/test.js";

/** Messages a second, and for how long each of the two halves of the test lasts. */
const RATE = 50;
const SECONDS = 12;

/** Moderators, who are held to no pace, share the rate. */
const SPEAKERS = 10;

// A recorder takes pictures all the time, in the thread that is measured here.
test.use({ trace: "off" });

test(`${RATE} messages a second leave the page calm, light and still`, async ({ browser, server, visitor }) => {
  test.setTimeout(120_000);
  const names = Array.from({ length: SPEAKERS }, (_, n) => `Speaker ${"ABCDEFGHKP"[n]}`);
  /** @type {import("./support/server.js").Somebody[]} */ const speakers = [];
  for (const name of names) speakers.push(await server.person(name, (await server.invite("moderator")).code));
  await server.fill(8);
  const reader = await (await (await visitor()).opens()).isLive();
  await reader.sees("Line number 8");
  await expect(reader.page.locator("stream-finder:defined")).toBeAttached(); // all is loaded
  const chromium = await reader.page.context().newCDPSession(reader.page);
  await chromium.send("Performance.enable", { timeDomain: "threadTicks" });
  await reader.page.evaluate(watch);
  const spending = async () => Object.fromEntries((await chromium.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));

  let said = 0;
  /** Lets all speak for a while. @returns {Promise<number>} messages a second that were stored */
  const talk = async () => {
    const begin = Date.now();
    const before = said;
    await Promise.all(speakers.map(async (speaker, n) => {
      for (let due = begin + n * 1_000 / RATE; due < begin + SECONDS * 1_000; due += SPEAKERS * 1_000 / RATE) {
        await new Promise((done) => setTimeout(done, Math.max(0, due - Date.now())));
        await speaker.says(`${names[n]} has point ${(said += 1)} to make${said % 7 === 0 ? `, @${names[(n + 1) % SPEAKERS]}, and it is a rather long one that takes more than a line` : ""}.`);
      }
    }));
    return (said - before) * 1_000 / (Date.now() - begin);
  };

  // Following the newest
  let start = await spending();
  await browser.startTracing(undefined, { categories: ["toplevel"] });
  const following = await talk();
  let tasks = lengths(await browser.stopTracing()); // before the test asks the page for anything, which takes its thread as well
  await expect(reader.row(`has point ${said} to make`)).toBeInViewport();
  const followed = await reader.page.evaluate(measured);
  let end = await spending();
  report("following", following, followed, tasks, start, end);
  expect(followed.most, "rows in the page").toBeLessThanOrEqual(250);
  calm(tasks, (end["TaskDuration"] ?? 0) - (start["TaskDuration"] ?? 0));

  // What went far above comes back on scrolling up.
  const first = reader.rows.first();
  const top = await first.getAttribute("id");
  await reader.log.hover();
  await reader.page.mouse.wheel(0, -100_000);
  await expect(first).not.toHaveAttribute("id", top ?? "");
  await expect(reader.log).toHaveAttribute("aria-busy", "false");
  await reader.log.evaluate((log) => new Promise((done) => {
    log.scrollTop += 1_500;
    requestAnimationFrame(() => requestAnimationFrame(done)); // what follows must find it there
  }));
  await expect(reader.page.getByRole("button", { name: "To the newest message" })).toBeVisible();

  // Reading above
  start = await spending();
  await reader.page.evaluate(() => /** @type {any} */ (globalThis).begin());
  await browser.startTracing(undefined, { categories: ["toplevel"] });
  const away = await talk();
  tasks = lengths(await browser.stopTracing());
  await expect(reader.page.getByRole("button", { name: /new messages/ })).toBeVisible();
  const read = await reader.page.evaluate(measured);
  end = await spending();
  report("reading above", away, read, tasks, start, end);
  expect(read.jumps).toEqual([]);
  expect(read.most, "rows in the page").toBeLessThanOrEqual(600);
  calm(tasks, (end["TaskDuration"] ?? 0) - (start["TaskDuration"] ?? 0));
  await reader.page.getByRole("button", { name: /new messages/ }).click();
  await expect(reader.row(`has point ${said} to make`)).toBeInViewport();
  await expect.poll(() => reader.rows.count()).toBeLessThanOrEqual(250);
});

/** In the page: notes how many rows there are, and whether the text one reads moves. */
function watch() {
  const seen = /** @type {any} */ (globalThis);
  seen.begin = () => {
    seen.notes = { most: 0, jumps: [], frames: 0 };
    const log = /** @type {Element} */ (document.querySelector("[role=log]"));
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll("article.row")].find((each) => each.getBoundingClientRect().top > edge);
    seen.reading = row && { row, top: row.getBoundingClientRect().top, above: log.scrollHeight - log.scrollTop - log.clientHeight > 100 };
  };
  seen.begin();
  const look = () => {
    seen.notes.frames += 1;
    // As seldom as not to be itself what takes long.
    if (seen.notes.frames % 10 === 0) {
      seen.notes.most = Math.max(seen.notes.most, document.querySelectorAll("article.row").length);
      if (seen.reading?.above) {
        const moved = seen.reading.row.getBoundingClientRect().top - seen.reading.top;
        if (!seen.reading.row.isConnected || Math.abs(moved) > 1) seen.notes.jumps.push(moved);
      }
    }
    requestAnimationFrame(look);
  };
  look();
}

/** @returns {{ most: number, jumps: number[], frames: number }} */
function measured() {
  return /** @type {any} */ (globalThis).notes;
}

/**
 * How long each task of the page's thread took, in milliseconds, the longest first. Where others take the core, the clock
 * goes on while a task stands; where a machine counts a thread's time by ticks, a short one may be given a whole tick. So it is the
 * lesser of the two.
 * @param {Buffer} trace
 */
function lengths(trace) {
  /** @type {{ traceEvents: { name: string, ph: string, pid: number, tid: number, dur: number, tdur?: number, args: any }[] }} */
  const { traceEvents } = JSON.parse(trace.toString());
  /** @param {{ pid: number, tid: number }} event */
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const pages = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((event) => event.ph === "X" && event.name === "ThreadControllerImpl::RunTask" && pages.has(thread(event)));
  return tasks.map(({ dur, tdur = dur }) => Math.min(dur, tdur) / 1_000).sort((one, other) => other - one);
}

/**
 * @param {string} what
 * @param {number} rate
 * @param {ReturnType<typeof measured>} notes
 * @param {number[]} tasks
 * @param {Record<string, number>} before
 * @param {Record<string, number>} after seconds of the main thread's own time
 */
function report(what, rate, { most, frames }, tasks, before, after) {
  /** @param {string} name */
  const spent = (name) => `${Math.round(((after[name] ?? 0) - (before[name] ?? 0)) * 1_000 / SECONDS)} ms`;
  console.log(`${what}: ${rate.toFixed(0)} messages/s, ${(frames / SECONDS).toFixed(0)} frames/s, at most ${most} rows; a second takes `
    + `${spent("TaskDuration")} of the main thread (script ${spent("ScriptDuration")}, layout ${spent("LayoutDuration")}, style ${
      spent("RecalcStyleDuration")}); the longest of ${tasks.length} tasks: ${tasks.slice(0, 4).map((each) => each.toFixed(1)).join(", ")} ms`);
}

/**
 * No task that would be felt, and half of the thread's time is free.
 * @param {number[]} tasks
 * @param {number} spent seconds of the main thread's own time
 */
function calm(tasks, spent) {
  expect(tasks.length, "tasks in the trace").toBeGreaterThan(SECONDS * RATE);
  expect(tasks[0], "the longest task in ms").toBeLessThanOrEqual(50);
  expect(spent / SECONDS).toBeLessThanOrEqual(0.5);
}
