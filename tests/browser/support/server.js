/** The real server, started as an organiser starts it, on a database of its own that is gone afterwards. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BINARY = process.env["SOCIAL_STREAM_BIN"]
  ?? fileURLToPath(new URL("../../../target/debug/social-stream", import.meta.url));

export const EVENT = "best-bits-2012";

export class Server {
  /** @type {import("node:child_process").ChildProcess} */ #process;
  #folder;
  #log = "";
  #port = 0;
  origin = "";

  /** @returns {Promise<Server>} */
  static async start() {
    const server = new Server(await mkdtemp(join(tmpdir(), "social-stream-")));
    await server.#launch();
    return server;
  }

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  get database() {
    return `sqlite:${join(this.#folder, "x.db")}`;
  }

  async #launch() {
    // All browsers of the tests join from this machine.
    const joining = ["--join-burst", "100000"];
    const listening = ["--listen", `127.0.0.1:${this.#port}`, "--database", this.database];
    const child = spawn(BINARY, ["serve", ...listening, ...joining], {
      cwd: this.#folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    child.stderr.on("data", (chunk) => (this.#log += chunk));
    const lines = createInterface({ input: child.stdout });
    const first = await Promise.race([
      once(lines, "line").then(([line]) => String(line)),
      once(child, "error").then(([error]) => `cannot start ${BINARY}: ${error.message}`),
      once(child, "exit").then(([code]) => `${BINARY} ended with ${code}`),
    ]);
    const address = /https?:\/\/[^\s/]+:\d+/.exec(first)?.[0];
    if (!address) throw new Error(`no address from the server: ${first}\n${this.#log}`);
    this.origin = address;
    this.#port = Number(new URL(address).port);
  }

  /** Ends it as a power cut would. */
  async kill() {
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }

  /** Starts it again on the same port and database. */
  async restart() {
    await this.#launch();
  }

  /** Lets it hear nothing and say nothing for a while. */
  pause() {
    this.#process.kill("SIGSTOP");
  }

  resume() {
    this.#process.kill("SIGCONT");
  }

  /** Ends it without waiting, for when this process ends. */
  abandon() {
    this.#process.kill("SIGKILL");
  }

  async stop() {
    this.resume();
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * @param {"organiser" | "moderator" | "participant"} role
   * @returns {Promise<{ url: string, code: string }>}
   */
  async invite(role) {
    const { stdout } = await promisify(execFile)(BINARY, [
      "invite", EVENT, "--role", role, "--json", "--database", this.database, "--public-url", this.origin,
    ], { cwd: this.#folder });
    return JSON.parse(stdout);
  }

  /** Imports an event file, as an organiser does after a change. @param {string} toml */
  async import(toml) {
    const file = join(this.#folder, "event.toml");
    await writeFile(file, toml);
    await promisify(execFile)(BINARY, ["event", "import", file, "--database", this.database], { cwd: this.#folder });
  }

  /**
   * @param {string} path below /api/v1/events/EVENT
   * @param {{ token?: string, method?: string, body?: unknown }} [request]
   * @returns {Promise<any>}
   */
  async api(path, { token, method = "GET", body } = {}) {
    const response = await fetch(`${this.origin}/api/v1/events/${EVENT}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Somebody who has joined. @typedef {Awaited<ReturnType<Server["person"]>>} Somebody */

  /** @param {string} name @param {string} [invite] */
  async person(name, invite) {
    const { token, you } = await this.api("/join", { method: "POST", body: { name, ...(invite ? { invite } : {}) } });
    let posts = 0;
    return {
      you,
      /** @param {string} text @param {string} [reply_to] */
      says: (text, reply_to) => this.api("/rooms/main/messages", {
        token,
        method: "POST",
        body: { nonce: `${you.id}-${posts++}`.slice(-64), text, ...(reply_to ? { reply_to } : {}) },
      }),
      /** @param {string} method @param {string} path below the room @param {unknown} [body] */
      asks: (method, path, body) => this.api(`/rooms/main${path}`, { token, method, body }),
      /** @param {string} id */
      removes: (id) => this.api(`/rooms/main/messages/${id}`, { token, method: "DELETE", body: {} }),
    };
  }

  /**
   * Fills the room. Each speaker says only as much as the room's pace lets through at once.
   * @param {number} count
   */
  async fill(count) {
    for (let at = 0; at < count; at += 4) {
      // Letters that no two of are taken for each other, or the second would be refused the name.
      const letters = "ABCDEFGHKPRSTUXYZ";
      const speaker = await this.person(
        `Delegate ${letters[(at / 4) % letters.length]}${letters[Math.floor(at / 4 / letters.length)]}`,
      );
      for (let n = at; n < Math.min(at + 4, count); n += 1) await speaker.says(`Line number ${n + 1}`);
    }
  }

  /** @param {string} [query] */
  history(query = "limit=200") {
    return this.api(`/rooms/main/messages?${query}`);
  }
}
