// The WebDriver protocol, as far as it concerns no page.

import { freePort } from "../free-port.js";
import { Program } from "./program.js";

const DRIVER_PROGRAM = process.env.COUNTERPOINT_WEBKIT ?? "/usr/bin/WebKitWebDriver";
/** Opening a browser takes a second or two. One that ended at once is never given up by its driver. */
const OPEN_WITHIN_MS = 60_000;
/** How long a page may take to come or to answer. A test that waits longer asks again, and says what it waits for. */
const ANSWER_WITHIN_MS = 20_000;
/**
 * How long an answer of the driver is waited for. Asked in the moment in which a page takes another one's place it forgets the question;
 * the next one it answers.
 */
const FORGOTTEN_AFTER_MS = ANSWER_WITHIN_MS + 2_000;

/** Starts a driver in this environment. */
export async function startDriver(env) {
  const port = await freePort();
  const program = new Program(DRIVER_PROGRAM, [`--port=${port}`, "--host=127.0.0.1"], { env });
  const address = `http://127.0.0.1:${port}`;
  await program.until("a driver", () => fetch(`${address}/status`).then((answer) => answer.ok, () => false));
  return new Driver(program, address);
}

class Driver {
  #program;
  #address;

  constructor(program, address) {
    this.#program = program;
    this.#address = address;
  }

  /** Opens a browser with these words of its command line besides those that have it driven. */
  async openSession(words) {
    const alwaysMatch = {
      timeouts: { script: ANSWER_WITHIN_MS, pageLoad: ANSWER_WITHIN_MS },
      "webkitgtk:browserOptions": { args: ["--automation", ...words] },
    };
    const address = `${this.#address}/session`;
    const opening = ask(address, "POST", { capabilities: { alwaysMatch } }, AbortSignal.timeout(OPEN_WITHIN_MS));
    const { sessionId } = await opening.catch((error) => {
      throw new Error(`no browser was opened: ${error.message}\n${this.#program.said()}`, { cause: error });
    });
    return new Session(`${address}/${sessionId}`, this.#program);
  }

  end() {
    return this.#program.end();
  }
}

/** One browser's session. It has one page before it at a time, so whoever wants another one waits for their turn. */
class Session {
  #address;
  #program;
  #present = null;
  #turn = Promise.resolve();

  constructor(address, program) {
    this.#address = address;
    this.#program = program;
  }

  /** Sends a command to the page of this handle; to whichever is there if there is no handle. */
  send(handle, method, command, body) {
    const mine = this.#turn.then(async () => {
      if (handle !== null && handle !== this.#present) {
        await ask(`${this.#address}/window`, "POST", { handle });
        this.#present = handle;
      }
      return ask(this.#address + command, method, body, AbortSignal.timeout(FORGOTTEN_AFTER_MS));
    }).catch((error) => {
      // The browser has ended by itself: why, only what it printed can say.
      if (error.message.startsWith("invalid session id")) error.message += `\n${this.#program.said()}`;
      throw error;
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Ends the browser. One that has ended by itself is as good. */
  close() {
    return ask(this.#address, "DELETE").catch(() => {});
  }
}

async function ask(address, method, body = method === "POST" ? {} : undefined, signal = undefined) {
  const answer = await fetch(address, { method, body: body && JSON.stringify(body), signal });
  const { value } = await answer.json();
  if (answer.ok) return value;
  throw new Error([value.error, value.message, value.stacktrace].filter(Boolean).join(": "));
}
