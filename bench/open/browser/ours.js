// Counterpoint in a browser: a fresh device with the recovery words, then the lock after a reload.

import { spawn } from "node:child_process";
import { connect, createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { tapped } from "./tapped.js";

const PASSPHRASE = "a long enough passphrase";
const PATIENCE_MS = 180_000;

/** Measures on the relay's folder `data`, whose vault has `count` cards and these recovery words. */
export function measureOurs({ openBrowser, App, relay, app, data, words, count, rounds }) {
  return onRelay({ openBrowser, relay, app, data }, (person, wire) => measureDevice(person, App, wire, { words, count, rounds }));
}

/** Lets a relay serve the app and `data`, and does `work` with a fresh Chromium and the wire between both. */
export async function onRelay({ openBrowser, relay, app, data }, work) {
  const wire = await countingProxy();
  const program = await startRelay({ relay, app, data, wire });
  try {
    const person = await openBrowser("chromium");
    try {
      return await work(person, wire);
    } finally {
      await person.close();
    }
  } finally {
    program.kill("SIGKILL");
    wire.close();
  }
}

/** A fresh device that needs only be told to bring the vault back. */
export async function atTheWords(person, App, wire, words) {
  const page = await person.open(`${wire.address}/#/mine`);
  const app = new App(page);
  await app.firstRun.haveWords();
  await app.recover.write("Your 24 recovery words", words);
  await app.recover.write("Address of the relay", wire.address);
  await app.recover.write("A passphrase for this device", PASSPHRASE);
  await app.recover.write("The same passphrase again", PASSPHRASE);
  return { page, app };
}

async function measureDevice(person, App, wire, { words, count, rounds }) {
  const { page, app } = await atTheWords(person, App, wire, words);
  // The app itself is there already, so what follows is the vault alone.
  await page.waitForNetworkIdle();
  const before = { ...wire.bytes };
  const freshS = await timed(app, "Bring it back", count);
  const received = wire.bytes.received - before.received;
  const sent = wire.bytes.sent - before.sent;
  let openS = Infinity;
  let lockS = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    // What the device still stores is stored before it is read again.
    await pause(2_000);
    await page.reload();
    await app.lock.write("Passphrase", "not the passphrase");
    lockS = Math.min(lockS, await timed(app, "Unlock", null));
    await app.lock.write("Passphrase", PASSPHRASE);
    openS = Math.min(openS, await timed(app, "Unlock", count));
  }
  let tapS = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    await app.places.today();
    tapS = Math.min(tapS, await tapped(page, "nav a[href='#/mine']", "ul.cards > li"));
  }
  const fresh = { tap_s: tapS, fresh_s: freshS, fresh_received_bytes: received, fresh_sent_bytes: sent };
  return { ...fresh, lock_s: lockS, open_s: openS - lockS };
}

/**
 * Seconds from pressing a button until all `count` cards are shown or offered to be; without `count`, until the page
 * says what is wrong.
 */
async function timed(app, name, count) {
  await app.button(name);
  return app.page.evaluate(
    (name, expected, patience) => {
      const element = [...document.querySelectorAll("button")].find((button) => button.innerText.trim() === name);
      let hasGone = false;
      const isThere = () => {
        const main = document.body.innerText;
        // Whoever brings their vault back finds themselves on Today, and goes to what is theirs.
        const mine = document.querySelector("nav a[href='#/mine']");
        if (expected !== null && mine && !hasGone && !document.querySelector("main[data-place='#/mine']")) {
          hasGone = true;
          mine.click();
        }
        // What comes while the page stands there waits until it is wanted.
        [...document.querySelectorAll("button")].find((button) => button.innerText.trim() === "Show what is new")?.click();
        if (expected === null) return [...document.querySelectorAll("[role=alert]")].some((alert) => alert.innerText.trim());
        const more = [...document.querySelectorAll("button")].map((each) => /Show more \((.*)\)/.exec(each.innerText));
        const hidden = more.filter(Boolean).map((match) => Number(match[1].replace(/\D/g, "")));
        const shown = document.querySelectorAll("ul.cards > li").length;
        return main.length > 0 && shown + (hidden[0] ?? 0) === expected;
      };
      return new Promise((resolve, reject) => {
        const begin = performance.now();
        const look = () => {
          const elapsed = performance.now() - begin;
          if (isThere()) resolve(elapsed / 1000);
          else if (elapsed > patience) reject(new Error(`not there in time: ${document.body.innerText.slice(0, 2000)}`));
          else requestAnimationFrame(look);
        };
        element.click();
        look();
      });
    },
    name,
    count,
    PATIENCE_MS,
  );
}

async function startRelay({ relay, app, data, wire }) {
  const program = spawn(
    relay,
    ["serve", "--listen", "127.0.0.1:0", "--data", data, "--app", app, "--public-host", wire.host],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let printed = "";
  const ended = new Promise((_, reject) => program.on("exit", (code) => reject(new Error(`the relay ended: ${code}`))));
  const listening = new Promise((resolve) => {
    program.stdout.on("data", (bytes) => {
      printed += bytes;
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed);
      if (port) resolve(Number(port[1]));
    });
  });
  wire.port = await Promise.race([listening, ended]);
  ended.catch(() => {});
  return program;
}

/** Passes everything on to the relay and counts it: what the wire carries, framing included. */
async function countingProxy() {
  const wire = { bytes: { received: 0, sent: 0 }, port: 0 };
  const server = createServer((browser) => {
    const relay = connect(wire.port, "127.0.0.1");
    browser.on("data", (bytes) => (wire.bytes.sent += bytes.length));
    relay.on("data", (bytes) => (wire.bytes.received += bytes.length));
    for (const socket of [browser, relay]) {
      socket.setNoDelay(true);
      socket.on("error", () => {});
    }
    browser.pipe(relay).pipe(browser);
    browser.on("close", () => relay.destroy());
    relay.on("close", () => browser.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  wire.host = `127.0.0.1:${server.address().port}`;
  wire.address = `http://${wire.host}`;
  wire.close = () => server.close();
  return wire;
}
