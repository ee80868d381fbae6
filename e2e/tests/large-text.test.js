// Text at 200 %, on narrow screens: nothing overflows, nothing lies over a heading, no word of the app is cut. And the device's own colours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startRelay } from "../harness.js";
import { PASSPHRASES, arrive, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

/** The app's own text has 106.25 % of the browser's size. */
const DOUBLED = "212.5%";
const WIDTHS = [360, 320];

test("text at 200 % on narrow screens, in chromium", async (t) => {
  const relay = await startRelay();
  t.after(() => relay.remove());
  const { noor, sam } = await linkedPeople(t, "chromium", relay);
  await noor.writeCard({ text: "Rain on the tent" });
  await noor.shareCard("Rain on the tent", "Sam");
  await noor.askFor("Sam", { need: "Listening", text: "About Monday." });
  await sam.askFor("Noor", { need: "Company", text: "On Friday." });
  await sam.support.share("Noor");
  await noor.toSupport("Sam");
  await noor.sees("On Friday.");
  const own = await identifiers(noor);
  await noor.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, DOUBLED);
  for (const width of WIDTHS) {
    await t.test(`every screen at ${width} pixels`, async () => {
      await noor.page.setViewport({ width, height: 640 });
      const found = [];
      for (const address of [...addresses(own), "#/devices/carry"]) {
        await go(noor, address);
        for (const what of await noor.page.evaluate(faults)) found.push(`${address}: ${what}`);
      }
      assert.deepEqual(found, []);
    });
  }

  await t.test("with the colours of the device, questions have an edge, and where one is is marked by more than colour", async () => {
    await noor.page.evaluate(() => { document.documentElement.style.fontSize = ""; });
    const page = await noor.page.createCDPSession();
    await page.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    await go(noor, `#/mine/card/${own.card}`);
    await noor.press("Remove this card");
    await noor.dialog().heading("Remove this card?");
    const seen = await noor.page.evaluate(() => ({
      forced: matchMedia("(forced-colors: active)").matches,
      edge: getComputedStyle(document.querySelector("dialog[open]")).borderTopWidth,
      place: getComputedStyle(document.querySelector(".nav a[aria-current]")).textDecorationLine,
      other: getComputedStyle(document.querySelector(".nav a:not([aria-current])")).textDecorationLine,
    }));
    assert.deepEqual(seen, { forced: true, edge: "1px", place: "underline", other: "none" });
    await noor.dialog().press("Keep it");
    await page.send("Emulation.setEmulatedMedia", { features: [] });
  });

  await t.test("the first run, and the lock", async () => {
    const fresh = await arrive(t, "chromium", relay.address);
    const found = [];
    const look = async (where) => {
      for (const width of WIDTHS) {
        await fresh.page.setViewport({ width, height: 640 });
        await fresh.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, DOUBLED);
        for (const what of await fresh.page.evaluate(faults)) found.push(`${where} at ${width}: ${what}`);
      }
    };
    await fresh.firstRun.what();
    await look("the first screen");
    await fresh.firstRun.haveWords();
    await fresh.heading("Bring back what is yours");
    await look("recovery");
    await fresh.press("Back");
    await fresh.firstRun.begin();
    await fresh.firstRun.voices();
    await look("the voices");
    await fresh.firstRun.next();
    await fresh.firstRun.relay();
    await look("the relay");
    await fresh.firstRun.next();
    await fresh.firstRun.make();
    await look("making");
    await fresh.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
    await fresh.firstRun.makeIt();
    await fresh.recoveryWords.read();
    await look("recovery words");
    await fresh.page.reload();
    await fresh.lock.shown();
    await look("the lock");
    assert.deepEqual(found, []);
  });

  await t.test("the page that Leave leads to", async () => {
    await noor.page.setViewport({ width: 320, height: 640 });
    await noor.page.goto(`${relay.address}/away.html`);
    await noor.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    assert.ok(await noor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

/** Runs in the page: what is wrong with how it is laid out. */
async function faults() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const found = [];
  for (const part of [document.documentElement, ...document.querySelectorAll(".pane, main, main *")]) {
    const style = getComputedStyle(part);
    if (part.closest(".unseen, [aria-hidden=true], svg") || !part.checkVisibility()) continue;
    const box = part.getBoundingClientRect();
    if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`${part.localName}.${part.className} reaches ${Math.round(box.left)} to ${Math.round(box.right)}: ${part.textContent.slice(0, 40)}`);
    if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 && style.overflowX !== "visible" && !part.matches("input, textarea")) found.push(`${part.localName}.${part.className} scrolls sideways`);
  }
  const ways = document.querySelector(".exits").getBoundingClientRect();
  for (const heading of document.querySelectorAll("h1, .back")) {
    const range = document.createRange();
    range.selectNodeContents(heading);
    for (const box of range.getClientRects()) {
      if (box.right > ways.left && box.left < ways.right && box.bottom > ways.top && box.top < ways.bottom) found.push(`the ways out lie over “${heading.textContent}”`);
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!element.checkVisibility() || element.closest(".unseen, [aria-hidden=true], [dir=ltr], textarea")) continue;
    for (const { 0: word, index } of node.data.matchAll(/\p{L}+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) found.push(`“${word}” is cut`);
    }
  }
  return [...new Set(found)];
}
