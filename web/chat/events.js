/**
 * A socket for networks that let no WebSocket through: hears by server-sent events, read from `fetch` since the token goes
 * into a header, and says by ordinary requests. To its user it is a WebSocket that speaks the stream's frames.
 *
 * @import { ClientFrame, ServerFrame } from "../types/wire.d.ts"
 */

/** The server says something at least every 25 s; after this silence nothing more will come. */
const SILENCE_MS = 60_000;

/** A request that takes longer is not waited for: the nonce makes another try harmless. */
const REQUEST_MS = 15_000;

/** What the stream says by a close code, HTTP says by a status. @type {Readonly<Record<number, number>>} */
const CLOSE = { 400: 1008, 401: 1008, 403: 1008, 404: 4004, 410: 4004 };

export class EventsSocket {
  readyState = 0;
  /** Whether the server has answered: if nothing more comes, something on the way holds it back. */
  answered = false;
  /** @type {(() => void) | null} */ onopen = null;
  /** @type {((message: { data: string }) => void) | null} */ onmessage = null;
  /** @type {((close: { code: number }) => void) | null} */ onclose = null;
  #going = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #silence = undefined;
  /** @type {string | null} */ #token = null;
  #room;
  #fetch;

  /**
   * @param {string} room the address of its API
   * @param {typeof globalThis.fetch} [fetch]
   */
  constructor(room, fetch = globalThis.fetch.bind(globalThis)) {
    this.#room = room;
    this.#fetch = fetch;
    queueMicrotask(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen?.();
    });
  }

  /** @param {string} data a frame */
  send(data) {
    /** @type {ClientFrame} */
    const frame = JSON.parse(data);
    switch (frame.type) {
      case "hello":
        this.#token = frame.token ?? null;
        void this.#listen(frame);
        break;
      case "post": {
        const { type: _, nonce, ...post } = frame;
        void this.#ask(nonce, "/messages", { method: "POST", body: { nonce, ...post } });
        break;
      }
      case "remove": {
        const { nonce, id, reason } = frame;
        void this.#ask(nonce, `/messages/${encodeURIComponent(id)}`, { method: "DELETE", body: reason ? { reason } : {} }, id);
        break;
      }
      case "edit": {
        const { nonce, id, text } = frame;
        void this.#ask(nonce, `/messages/${encodeURIComponent(id)}`, { method: "PATCH", body: { nonce, text } });
        break;
      }
      case "act": {
        const { nonce, ask } = frame;
        if (ask.act !== "pin" && ask.act !== "unpin") break; // the chat asks for no others
        void this.#ask(nonce, `/messages/${encodeURIComponent(ask.id)}/pin`, { method: ask.act === "pin" ? "PUT" : "DELETE", body: {} }, ask.id);
        break;
      }
      case "react": {
        const { nonce, id, emoji, on } = frame;
        const path = `/messages/${encodeURIComponent(id)}/reactions/${encodeURIComponent(emoji)}`;
        void this.#ask(nonce, path, { method: on ? "PUT" : "DELETE", body: { nonce } });
        break;
      }
    }
  }

  close() {
    this.readyState = 3;
    clearTimeout(this.#silence);
    this.#going.abort();
  }

  /** @param {Extract<ClientFrame, { type: "hello" }>} hello */
  async #listen({ resume, low_data }) {
    const query = [
      ...(resume ? [`last_event_id=${encodeURIComponent(`${resume.epoch}:${resume.seq}`)}`] : []),
      ...(low_data ? ["low_data=true"] : []),
    ].join("&");
    try {
      const response = await this.#fetch(`${this.#room}/events?${query}`, {
        headers: { accept: "text/event-stream", ...this.#identity },
        credentials: "omit",
        cache: "no-store",
        signal: this.#going.signal,
      });
      if (!response.ok || !response.body) {
        const problem = await response.json().catch(() => null);
        if (problem?.code) this.#hear({ type: "error", code: problem.code, message: problem.detail ?? "" });
        this.#end(problem?.code === "banned" ? 4003 : CLOSE[response.status] ?? 1013);
        return;
      }
      this.answered = true;
      await this.#read(response.body);
    } catch {
      this.#end(1006);
    }
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let code = 1006;
    for (;;) {
      this.#expectMore();
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        if (event.startsWith("retry:")) code = 1012; // the server goes away, and says so
        const data = event.split("\n").find((line) => line.startsWith("data:"));
        if (data === undefined) continue;
        this.onmessage?.({ data: data.slice("data:".length).trimStart() });
      }
    }
    this.#end(code);
  }

  /**
   * @param {string} nonce
   * @param {string} path
   * @param {{ method: string, body: unknown }} request
   * @param {string} [id] of the message, where the answer does not name it
   */
  async #ask(nonce, path, { method, body }, id) {
    const late = setTimeout(() => this.#end(1006), REQUEST_MS);
    try {
      const response = await this.#fetch(this.#room + path, {
        method,
        headers: { "content-type": "application/json", ...this.#identity },
        body: JSON.stringify(body),
        credentials: "omit",
        signal: this.#going.signal,
      });
      const answer = await response.json().catch(() => null);
      if (response.ok && answer !== null) {
        this.#hear({ type: "ack", nonce, id: answer.id ?? id ?? "", position: answer.position ?? 0, seq: answer.seq, ...(answer.held ? { held: true } : {}) });
      } else {
        const { code = "unavailable", detail = "", retry_after_ms } = answer ?? {};
        this.#hear({ type: "error", nonce, code, message: detail, ...(retry_after_ms === undefined ? {} : { retry_after_ms }) });
      }
    } catch {
      this.#end(1006); // it is not known what became of it; it is asked again on the next connection
    } finally {
      clearTimeout(late);
    }
  }

  /** @returns {Record<string, string>} */
  get #identity() {
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {};
  }

  /** @param {ServerFrame} frame */
  #hear(frame) {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  #expectMore() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#end(1006), SILENCE_MS);
  }

  /** @param {number} code */
  #end(code) {
    if (this.readyState !== 1) return;
    this.close();
    this.onclose?.({ code });
  }
}
