// Programs that a browser needs beside it: none stays behind when the tests end, however they end.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

const READY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 50;

const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
// By itself a signal ends the tests without a word to anybody.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

export class Program {
  #child;
  #ended;
  #said = [];

  constructor(program, words, { env, stdio = [] } = {}) {
    this.#child = spawn(program, words, { env, stdio: ["ignore", "pipe", "pipe", ...stdio] });
    running.add(this.#child);
    this.stdio = this.#child.stdio;
    this.#child.stdout.on("data", (bytes) => this.#said.push(bytes));
    this.#child.stderr.on("data", (bytes) => this.#said.push(bytes));
    this.#ended = new Promise((resolve) => {
      this.#child.on("error", (error) => resolve(`${program} could not be started: ${error.message}`));
      this.#child.on("exit", (code, signal) => resolve(`${program} ended with ${code ?? signal}`));
    }).finally(() => running.delete(this.#child));
  }

  /** Asks until there is an answer; `what` says what is waited for. */
  async until(what, ask) {
    const deadline = Date.now() + READY_WITHIN_MS;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      const end = await Promise.race([this.#ended, pause(ASK_EVERY_MS)]);
      if (end) throw new Error(`${end} before there was ${what}:\n${this.said()}`);
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}:\n${this.said()}`);
    }
  }

  /** All that it printed. */
  said() {
    return Buffer.concat(this.#said).toString();
  }

  async end() {
    this.#child.kill("SIGTERM");
    const end = await Promise.race([this.#ended, pause(END_WITHIN_MS, null, { ref: false })]);
    if (!end) this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
