// WebKitGTK, the engine nearest to the one that every iPhone has: its small browser, driven through its own WebDriver.

import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

import { WebKitPage } from "./page.js";
import { Program } from "./program.js";
import { startDriver } from "./session.js";

const SCREEN_PROGRAM = process.env.COUNTERPOINT_XVFB ?? "/usr/bin/Xvfb";
/** Nobody manages windows there: the one below the pointer, in the middle of the screen, has the keyboard. A phone's page reaches so far. */
const SCREEN_SIZE = "600x1000x24";
/** Without this the browser's bars make its window wider than a phone. */
const NARROW_BARS = "* { padding: 0; margin: 0; min-width: 0; min-height: 0; border-width: 0; font-size: 1px; }\n";

/**
 * Opens a browser with a screen, a driver and a session of its own. What it stores lives in memory and ends with it: when
 * it is driven it takes no profile. `home` is a folder where it finds no settings but these.
 */
export async function openWebKit(home) {
  const opened = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const outside = await watchOutside();
    opened.push(() => outside.close());
    const screen = await openScreen();
    opened.push(() => screen.program.end());
    const driver = await startDriver({ ...(await environment(home)), DISPLAY: screen.display });
    opened.push(() => driver.end());
    const proxy = [`--proxy=http://127.0.0.1:${outside.port}`, "--ignore-host=127.0.0.1", "--ignore-host=localhost"];
    const session = await driver.openSession(proxy);
    opened.push(() => session.close());
    return new WebKit(session, outside, close);
  } catch (error) {
    await close();
    throw error;
  }
}

class WebKit {
  #session;
  #outside;
  #isFirst = true;

  constructor(session, outside, close) {
    this.#session = session;
    this.#outside = outside;
    this.close = close;
  }

  async newPage() {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    const handle = isFirst
      ? await this.#session.send(null, "GET", "/window")
      : (await this.#session.send(null, "POST", "/window/new", { type: "tab" })).handle;
    return new WebKitPage(this.#session, handle, this.#outside);
  }
}

/** Nothing of whoever runs the tests, of their desktop and its settings. */
async function environment(home) {
  const settings = path.join(home, ".config/gtk-3.0");
  const runtime = path.join(home, ".runtime");
  await mkdir(settings, { recursive: true });
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  await writeFile(path.join(settings, "gtk.css"), NARROW_BARS);
  const { PATH, TZ } = process.env;
  return { PATH, ...(TZ && { TZ }), HOME: home, XDG_RUNTIME_DIR: runtime, LANG: "en_US.UTF-8", GDK_BACKEND: "x11" };
}

/** A screen that exists in memory alone, since the browser has no mode without one. */
async function openScreen() {
  const words = ["-displayfd", "3", "-screen", "0", SCREEN_SIZE, "-nolisten", "tcp", "-noreset"];
  const program = new Program(SCREEN_PROGRAM, words, { stdio: ["pipe"] });
  let number = "";
  program.stdio[3].on("data", (bytes) => (number += bytes));
  await program.until("a screen", () => number.endsWith("\n"));
  return { display: `:${number.trim()}`, program };
}

/** The proxy for everything that is not on this machine. Nothing goes on from here; what came is remembered. */
async function watchOutside() {
  const asked = [];
  const server = createServer((connection) => {
    connection.on("error", () => {});
    connection.once("data", (bytes) => {
      const [method, target] = bytes.toString("latin1").split(" ");
      asked.push(method === "CONNECT" ? `https://${target}/` : target);
      connection.destroy();
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    take: () => asked.splice(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
