// The first visit over a slow line: 1.6 Mbit/s, 150 ms, a processor four times slower, nothing kept. Ours and a peer's app are served by
// the same small server, both as they are sent to browsers, compressed with Brotli. The server itself is the slow line, so that pages,
// workers and service workers share it: browsers slow down only what a page asks for itself.

import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { brotliCompress, constants } from "node:zlib";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const LINE_BYTES_PER_S = 1_600_000 / 8;
const ROUND_TRIP_MS = 150;
const TICK_MS = 10;
const SLOWER = 4;
const TYPES = {
  css: "text/css", html: "text/html", js: "text/javascript", json: "application/json", svg: "image/svg+xml", wasm: "application/wasm",
  webmanifest: "application/manifest+json", woff2: "font/woff2", png: "image/png", ico: "image/x-icon",
};
const LIMIT_MS = 60_000;

/** Every file of a folder by its address, compressed where that helps. */
async function read(folder) {
  const files = new Map();
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => !/\.(br|gz|map)$/u.test(name)).map(async (name) => {
    const file = path.join(folder, name);
    if (!(await stat(file)).isFile()) return;
    const plain = await readFile(file);
    const kept = await readFile(`${file}.br`).catch(() => null);
    const isPacked = /\.(woff2|png|ico|br)$/u.test(name);
    const parameters = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    const small = kept ?? (isPacked ? plain : await promisify(brotliCompress)(plain, { params: parameters }));
    files.set(`/${name}`, { bytes: small, isSmall: !isPacked, etag: `"${createHash("sha256").update(small).digest("hex").slice(0, 16)}"`, type: TYPES[name.split(".").pop()] ?? "application/octet-stream" });
  }));
  return files;
}

/** One line for all answers, which take turns on it. */
class Line {
  #waiting = [];
  #timer = setInterval(() => this.#tick(), TICK_MS);
  #last_ms = performance.now();
  sent = 0;

  send(answer, bytes) {
    this.#waiting.push({ answer, rest: bytes });
  }

  close() {
    clearInterval(this.#timer);
  }

  #tick() {
    const now_ms = performance.now();
    let room = Math.round((LINE_BYTES_PER_S * (now_ms - this.#last_ms)) / 1000);
    this.#last_ms = now_ms;
    while (room > 0 && this.#waiting.length > 0) {
      const next = this.#waiting.shift();
      const size = Math.min(room, 500, next.rest.length);
      next.answer.write(next.rest.subarray(0, size));
      next.rest = next.rest.subarray(size);
      room -= size;
      this.sent += size;
      if (next.rest.length > 0) this.#waiting.push(next);
      else next.answer.end();
    }
  }
}

const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

async function serve(folder) {
  const files = await read(folder);
  const line = new Line();
  const known = new WeakSet();
  const server = createServer(async (request, answer) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = files.get(pathname) ?? (pathname.includes(".") ? null : files.get("/index.html"));
    // A new connection takes a round trip by itself.
    await wait(known.has(request.socket) ? ROUND_TRIP_MS : 2 * ROUND_TRIP_MS);
    known.add(request.socket);
    if (!file) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader("content-type", file.type);
    answer.setHeader("cache-control", "no-cache");
    answer.setHeader("etag", file.etag);
    // What the peer asks of a server, to share memory between threads.
    answer.setHeader("cross-origin-opener-policy", "same-origin");
    answer.setHeader("cross-origin-embedder-policy", "require-corp");
    if (request.headers["if-none-match"] === file.etag) {
      answer.writeHead(304).end();
      return;
    }
    if (file.isSmall) answer.setHeader("content-encoding", "br");
    answer.flushHeaders();
    line.send(answer, file.bytes);
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const close = () => { line.close(); server.closeAllConnections(); server.close(); };
  return { address: `http://127.0.0.1:${server.address().port}/`, close, line };
}

/** Runs in the page before anything else: when its first and its largest words were painted, and when `isUsable` first held. */
function watch(isUsable) {
  const seen = { usable_ms: null, largest_ms: null };
  globalThis.coldStart = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest_ms = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const holds = new Function(`return (${isUsable})()`);
  const look = () => {
    if (holds()) seen.usable_ms = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}

/** One first visit, in seconds and bytes. */
async function visit(openBrowser, server, isUsable) {
  const person = await openBrowser("chromium");
  try {
    const page = await person.browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    const session = await page.createCDPSession();
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.evaluateOnNewDocument(watch, `${isUsable}`);
    const before = server.line.sent;
    await page.goto(server.address, { waitUntil: "domcontentloaded", timeout: LIMIT_MS });
    for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline;) {
      const seen = await page.evaluate(() => {
        const [first] = performance.getEntriesByName("first-contentful-paint");
        return { ...globalThis.coldStart, first_ms: first?.startTime ?? null };
      });
      if (seen.usable_ms !== null && seen.first_ms !== null) {
        return {
          text_s: seen.first_ms / 1000,
          largest_s: seen.largest_ms / 1000,
          usable_s: seen.usable_ms / 1000,
          received_bytes: server.line.sent - before,
        };
      }
      await wait(50);
    }
    throw new Error(`${server.address} was not usable within ${LIMIT_MS} ms`);
  } finally {
    await person.close();
  }
}

/** The middle one of several visits, by when it was usable. */
async function middle(openBrowser, folder, isUsable, rounds) {
  const server = await serve(folder);
  try {
    const visits = [];
    for (let round = 0; round < rounds; round += 1) visits.push(await visit(openBrowser, server, isUsable));
    visits.sort((one, other) => one.usable_s - other.usable_s);
    return visits[Math.floor(visits.length / 2)];
  } finally {
    server.close();
  }
}

/** Whether the first button of Counterpoint itself can be pressed. Runs in the page. */
const isOursUsable = () => document.querySelector("#before") === null && document.querySelector("main .btn.primary") !== null;

/** Whether any button of the peer can be. Runs in the page. */
const isTheirsUsable = () => [...document.querySelectorAll("button")].some((button) => button.innerText.trim() !== "" && button.checkVisibility());

/** First visits to both apps, until the first button can be pressed. */
export async function measureCold({ openBrowser, app, rounds }) {
  const ours = await middle(openBrowser, app, isOursUsable, rounds);
  const actual = await middle(openBrowser, path.join(HERE, "node_modules/@actual-app/web/build"), isTheirsUsable, rounds);
  return { ours, actual };
}
