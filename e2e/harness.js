// What every browser test stands on: a relay of its own, browsers with fresh profiles, and an ear for everything
// that goes wrong in a page without stopping it.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import puppeteer from "puppeteer-core";

import { freePort } from "./free-port.js";
import { openWebKit } from "./webkit/browser.js";
import { WebKitPage } from "./webkit/page.js";
import { tolerateOrientation } from "./orientation.js";
import { FEW_PROCESSES, FIREFOX_PREFERENCES, startedOnce } from "./profile.js";

export { accessibilityFindings } from "./axe.js";
export { BROWSERS, ENGINES, needing } from "./engines.js";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const RELAY_PROGRAM = process.env.COUNTERPOINT_RELAY ?? path.join(ROOT, "target/debug/counterpoint");
/** The folder of the app as it was built. */
export const APP_FOLDER = process.env.COUNTERPOINT_APP ?? path.join(ROOT, "target/app");

const READY_WITHIN_MS = 30_000;
const END_WITHIN_MS = 15_000;
const ASK_EVERY_MS = 50;
const DOWNLOADED_WITHIN_MS = 20_000;

const EXECUTABLES = {
  chromium: process.env.COUNTERPOINT_CHROMIUM ?? "/usr/bin/chromium",
  firefox: process.env.COUNTERPOINT_FIREFOX ?? "/usr/bin/firefox-esr",
};

// Nothing but loopback may be reached, neither by the app nor by the browser's own services.
const CHROMIUM_ARGUMENTS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** A new folder below the system's folder for temporary files. The caller removes it. */
export function temporaryFolder(purpose) {
  return mkdtemp(path.join(tmpdir(), `counterpoint-${purpose}-`));
}

/**
 * Starts a relay on a free port of loopback, with an empty store in a folder of its own.
 *
 * `relay.address` is what a browser opens, `relay.data` the folder of the store, `relay.log()` all it printed.
 * `relay.kill()` ends it as a power cut does, `relay.stop()` asks it to end; `relay.start()` starts it again with the
 * same port and store. `relay.remove()` ends it and deletes the store.
 */
export async function startRelay({ app = APP_FOLDER } = {}) {
  const relay = new Relay(await freePort(), await temporaryFolder("relay"), app);
  try {
    await relay.start();
  } catch (error) {
    await relay.remove();
    throw error;
  }
  return relay;
}

class Relay {
  #child = null;
  #ended = null;
  #log = [];
  #arguments;

  constructor(port, data, app) {
    this.address = `http://127.0.0.1:${port}`;
    this.data = data;
    const listen = `127.0.0.1:${port}`;
    this.#arguments = ["serve", "--listen", listen, "--data", data, "--app", app, "--metrics"];
  }

  async start() {
    const child = spawn(RELAY_PROGRAM, this.#arguments, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    child.stdout.on("data", (bytes) => this.#log.push(bytes));
    child.stderr.on("data", (bytes) => this.#log.push(bytes));
    this.#ended = new Promise((resolve) => {
      child.on("error", (error) => resolve(`could not be started: ${error.message}`));
      child.on("exit", (code, signal) => resolve(`ended with ${code ?? signal}`));
    });
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await this.#isReady())) {
      const end = await Promise.race([this.#ended, pause(ASK_EVERY_MS)]);
      if (end) throw new Error(`the relay ${end} before it was ready:\n${this.log()}`);
      if (Date.now() > deadline) throw new Error(`the relay was not ready in time:\n${this.log()}`);
    }
  }

  log() {
    return Buffer.concat(this.#log).toString();
  }

  async kill() {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Asks the relay to end and says how it did: `ended with 0` when all is well. */
  async stop() {
    this.#child.kill("SIGTERM");
    const end = await Promise.race([this.#ended, pause(END_WITHIN_MS, null, { ref: false })]);
    if (!end) throw new Error(`the relay did not end when it was asked to:\n${this.log()}`);
    return end;
  }

  async remove() {
    this.#child?.kill("SIGKILL");
    await this.#ended;
    await rm(this.data, { recursive: true, force: true });
  }

  async #isReady() {
    try {
      return (await fetch(`${this.address}/ready`)).ok;
    } catch {
      return false;
    }
  }
}

/**
 * Opens a browser, `kind` being one of `ENGINES`. Without `profile` it has a fresh one, which is deleted with
 * `person.close()`; with the folder of an earlier one, the same person comes back.
 *
 * `camera` names a film (Y4M), which Chromium takes for what its camera sees; it is read when the camera is asked for. Without one
 * there is no camera, and Firefox refuses it.
 *
 * `zone` names the time zone that the browser lives in; without one it is that of this machine. `hasAllProcesses` is for what depends on Firefox's
 * own processes.
 *
 * `person.open(address)` opens a page and returns it; see `Problems` for what `person.problems` holds.
 */
export async function openBrowser(kind, { profile, camera, zone, hasAllProcesses = false } = {}) {
  const folder = profile ?? (await temporaryFolder(kind));
  const downloads = path.join(folder, "downloads");
  if (kind === "firefox" && !profile) await startedOnce(EXECUTABLES.firefox, folder, startFirefox);
  await mkdir(downloads, { recursive: true });
  if (kind === "webkit") return new Person(await openWebKit(folder), folder, profile === undefined, downloads);
  const isRoot = process.getuid?.() === 0;
  const browser = tolerateOrientation(await puppeteer.launch({
    browser: kind === "firefox" ? "firefox" : "chrome",
    executablePath: EXECUTABLES[kind],
    headless: true,
    userDataDir: folder,
    env: zone ? { ...process.env, TZ: zone } : process.env,
    args: kind === "chromium" ? [...CHROMIUM_ARGUMENTS, ...(isRoot ? ["--no-sandbox"] : []), ...cameraArguments(camera)] : [],
    extraPrefsFirefox: {
      ...FIREFOX_PREFERENCES,
      ...(hasAllProcesses ? {} : FEW_PROCESSES),
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.download.alwaysOpenPanel": false,
    },
  }));
  if (kind === "chromium") {
    const session = await browser.target().createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  }
  return new Person(browser, folder, profile === undefined, downloads);
}

async function startFirefox(folder) {
  const options = { browser: "firefox", executablePath: EXECUTABLES.firefox, headless: true, userDataDir: folder, extraPrefsFirefox: FIREFOX_PREFERENCES };
  await (await puppeteer.launch(options)).close();
}

function cameraArguments(film) {
  return film ? ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", `--use-file-for-fake-video-capture=${film}`] : [];
}

class Person {
  constructor(browser, profile, isFresh, downloads) {
    this.browser = browser;
    this.profile = profile;
    this.problems = new Problems();
    this.isFresh = isFresh;
    this.downloads = downloads;
  }

  /** The file that was downloaded under a name that ends so, once it is whole. */
  async downloaded(ending) {
    const deadline = Date.now() + DOWNLOADED_WITHIN_MS;
    for (;;) {
      const names = await readdir(this.downloads);
      const isWhole = !names.some((name) => /\.(part|crdownload)$/u.test(name));
      const found = names.find((name) => name.endsWith(ending));
      if (found && isWhole) {
        const file = path.join(this.downloads, found);
        const bytes = await readFile(file);
        if (bytes.length > 0) return { file, bytes };
      }
      if (Date.now() > deadline) throw new Error(`nothing that ends with ${ending} was downloaded: ${names}`);
      await pause(ASK_EVERY_MS);
    }
  }

  async open(address) {
    const page = await this.browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    await this.problems.listenTo(page, address);
    await page.goto(address);
    return page;
  }

  /** Ends the browser. `keepProfile` leaves what it stored, so that the same person can come back. */
  async close({ keepProfile = false } = {}) {
    await this.browser.close();
    if (this.isFresh && !keepProfile) await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Everything that went wrong in a person's pages without stopping them, and every request to a third party. */
class Problems {
  console = [];
  policy = [];
  thirdParty = [];

  /**
   * Fails with the list, unless there was no problem at all. `allowed` are patterns of console lines that a test
   * brings about on purpose, as when it takes the relay away.
   */
  expectNone({ allowed = [] } = {}) {
    const unexpected = withoutLeaving(this.console).filter((text) => !allowed.some((pattern) => pattern.test(text)));
    const all = [
      ...unexpected.map((text) => `console: ${text}`),
      ...this.policy.map((text) => `Content-Security-Policy: ${text}`),
      ...this.thirdParty.map((text) => `request to a third party: ${text}`),
    ];
    if (all.length > 0) throw new Error(`something went wrong in the page:\n  ${all.join("\n  ")}`);
  }

  async listenTo(page, address) {
    const home = new URL(address);
    page.on("pageerror", (error) => this.console.push(error.stack ?? String(error)));
    page.on("console", (message) => this.#hear(message));
    page.on("request", (request) => {
      const url = new URL(request.url());
      const isLocal = ["blob:", "data:", "about:"].includes(url.protocol);
      if (!isLocal && url.host !== home.host) this.thirdParty.push(request.url());
    });
    if (page instanceof WebKitPage) return;
    // The page reports violations through its console, because only that is heard in both browsers.
    // An error that the page says is heard as its text, which not every driver reads out of an object.
    await page.evaluateOnNewDocument(() => {
      const say = console.error.bind(console);
      const read = (value) => (value instanceof Error ? `${value}\n${value.stack}` : value);
      console.error = (...values) => say(...values.map(read));
      document.addEventListener("securitypolicyviolation", (event) => {
        console.debug(`policy-violation ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
      });
    });
  }

  #hear(message) {
    const text = message.text();
    if (text.startsWith("policy-violation ")) this.policy.push(text.slice("policy-violation ".length));
    else if (message.type() === "error" || message.type() === "warn") this.console.push(text);
  }
}

/**
 * What the console says, without what Firefox says of a page that was left while it connected: that the connection was interrupted by
 * that, and once for each such line that it could not be established.
 */
function withoutLeaving(lines) {
  const interrupted = /The connection to (\S+) was interrupted while the page was loading/u;
  const refused = /can.t establish a connection to the server at (\S+)\.(\s|$)/u;
  const left = lines.map((text) => interrupted.exec(text)?.[1]).filter((address) => address !== undefined);
  return lines.filter((text) => {
    const index = left.indexOf(refused.exec(text)?.[1]);
    if (index !== -1) left.splice(index, 1);
    return index === -1 && !interrupted.test(text);
  });
}

/** The files of the app as they are served, by `build.json`. */
export async function builtFiles() {
  return JSON.parse(await readFile(path.join(APP_FOLDER, "build.json"), "utf8"));
}
