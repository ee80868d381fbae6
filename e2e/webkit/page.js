// A page in WebKitGTK, with as much of Puppeteer's page as the tests need, over the WebDriver protocol.

import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

import { Keyboard, Mouse } from "./input.js";

const ASK_EVERY_MS = 20;

/** How many functions have been begun in any page. */
let begun = 0;

export class WebKitPage extends EventEmitter {
  #session;
  #handle;
  #outside;
  #address = "about:blank";

  constructor(session, handle, outside) {
    super();
    this.#session = session;
    this.#handle = handle;
    this.#outside = outside;
    this.keyboard = new Keyboard(this);
    this.mouse = new Mouse(this);
  }

  /** Sends a command of the protocol to this page. */
  send(method, command, body) {
    return this.#session.send(this.#handle, method, command, body);
  }

  /** Runs a function in the page, with values for it; or a whole script, which answers nothing. */
  async evaluate(run, ...values) {
    if (typeof run === "string") await this.send("POST", "/execute/sync", { script: run, args: [] });
    else return this.#run(run, values);
  }

  $eval(selector, run) {
    return this.#run(`(selector) => (${run})(document.querySelector(selector))`, [selector]);
  }

  $$eval(selector, run) {
    return this.#run(`(selector) => (${run})([...document.querySelectorAll(selector)])`, [selector]);
  }

  /**
   * What takes its time is begun first, then asked after: the driver waits for ever for the end of what has begun in a page
   * that was left meanwhile.
   */
  async #run(run, values) {
    begun += 1;
    const key = begun;
    let result = await this.#ask(`(${begin})(${listen}, ${run}, ...arguments)`, key, values);
    while (result.is === "going on") {
      await pause(ASK_EVERY_MS);
      result = await this.#ask(`(${resultOf})(...arguments)`, key);
    }
    if (result.is === "lost") throw new Error("the page was left before it had answered");
    if (result.is === "failed") throw new Error(result.reason);
    return result.value;
  }

  async #ask(call, ...values) {
    const text = await this.send("POST", "/execute/sync", { script: `return JSON.stringify(${call});`, args: values });
    const { address, heard, ...result } = JSON.parse(text);
    if (address) this.#address = address;
    for (const address of this.#outside.take()) this.emit("request", { url: () => address });
    for (const { type, text } of heard ?? []) this.emit("console", { type: () => type, text: () => text });
    return result;
  }

  /** Where the page was when it last answered. */
  url() {
    return this.#address;
  }

  async goto(address) {
    await this.send("POST", "/url", { url: address });
    await this.evaluate(() => {});
  }

  async reload() {
    await this.send("POST", "/refresh");
    await this.evaluate(() => {});
  }

  title() {
    return this.send("GET", "/title");
  }

  content() {
    return this.send("GET", "/source");
  }

  bringToFront() {
    return this.send("GET", "/window");
  }

  close() {
    return this.send("DELETE", "/window");
  }

  /** Makes the window so large that the page within its bars has this size. */
  async setViewport({ width, height }) {
    const inner = () => this.evaluate(() => ({ width: innerWidth, height: innerHeight, outer: outerHeight }));
    await this.send("POST", "/window/rect", { width, height });
    const { height: shown } = await inner();
    await this.send("POST", "/window/rect", { width, height: height + height - shown });
  }
}

/** Runs in the page: begins something, and says how it went if it has ended already. */
function begin(listen, run, key, values) {
  globalThis.heard ??= listen();
  globalThis.results ??= new Map();
  globalThis.result = (is) => ({ ...is, heard: globalThis.heard.splice(0), address: location.href });
  const value = run(...values);
  if (!(value instanceof Promise)) return globalThis.result({ is: "done", value });
  globalThis.results.set(key, { is: "going on" });
  value.then(
    (value) => globalThis.results.set(key, { is: "done", value }),
    (error) => globalThis.results.set(key, { is: "failed", reason: error?.stack ? `${error}\n${error.stack}` : String(error) }),
  );
  return globalThis.result({ is: "going on" });
}

/** Runs in the page: how something went that has begun in it; lost if that was another page. */
function resultOf(key) {
  const result = globalThis.results?.get(key);
  if (!result) return { is: "lost" };
  if (result.is !== "going on") globalThis.results.delete(key);
  return globalThis.result(result);
}

/**
 * Runs in the page: hears from now on what goes wrong in it, in the words of `Problems`. What the page says before it
 * first answers is not heard, nor are its workers: the browser keeps to itself what is said while it is driven.
 */
function listen() {
  const heard = [];
  const read = (value) => (value instanceof Error ? `${value}\n${value.stack}` : String(value));
  for (const type of ["error", "warn"]) {
    const say = console[type].bind(console);
    console[type] = (...values) => {
      heard.push({ type, text: values.map(read).join(" ") });
      say(...values);
    };
  }
  addEventListener("error", ({ error, message }) => heard.push({ type: "error", text: read(error ?? message) }));
  addEventListener("unhandledrejection", ({ reason }) => heard.push({ type: "error", text: read(reason) }));
  document.addEventListener("securitypolicyviolation", (event) => {
    heard.push({ type: "debug", text: `policy-violation ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}` });
  });
  return heard;
}
