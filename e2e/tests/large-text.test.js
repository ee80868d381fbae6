// Text at 200 %, on narrow screens, in English and in words as long as German's: nothing overflows, nothing lies over a heading, no word of
// the app is cut. And the device's own colours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startRelay } from "../harness.js";
import { PSEUDO, pseudo, speak } from "../languages.js";
import { saysOfThemselves } from "../own.js";
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
  await saysOfThemselves(noor, own.relationship);
  const looks = [[PSEUDO, "", 390], [PSEUDO, DOUBLED, 360], [PSEUDO, DOUBLED, 320], ["en", DOUBLED, 360], ["en", DOUBLED, 320]];
  for (const [tag, size, width] of looks) {
    await t.test(`every screen at ${width} pixels, in the language ${tag}, text of ${size || "its own size"}`, async () => {
      await noor.page.setViewport({ width, height: 640 });
      await noor.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
      await speak(noor, tag);
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

  for (const [language, say] of [["en", (sentence) => sentence], ["pseudo", pseudo]]) {
    await t.test(`the first run, and the lock, in the language ${language}`, () => firstRun(t, `${relay.address}/?language=${language}`, say));
  }

  await t.test("the page that Leave leads to", async () => {
    await noor.page.setViewport({ width: 320, height: 640 });
    await noor.page.goto(`${relay.address}/away.html`);
    await noor.page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    assert.ok(await noor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

/** Goes through the first run and to the lock; `say` says English sentences in the language of the address. */
async function firstRun(t, address, say) {
  const fresh = await arrive(t, "chromium", address);
  const found = [];
  const look = async (heading) => {
    await fresh.heading(say(heading));
    await fresh.firstRun.own();
    for (const width of WIDTHS) {
      await fresh.page.setViewport({ width, height: 640 });
      await fresh.page.evaluate((size) => { document.documentElement.style.fontSize = size; }, DOUBLED);
      for (const what of await fresh.page.evaluate(faults)) found.push(`${heading} at ${width}: ${what}`);
    }
  };
  await look("Close, and still yourself.");
  await fresh.follow(say("I have recovery words"));
  await look("Bring back what is yours");
  await fresh.follow(say("Back"));
  await fresh.unfold(say("Another relay"));
  await fresh.write(say("Address of the relay"), "no address");
  await fresh.press(say("Use this relay"));
  await fresh.sees(say("This is not the address of a relay. It begins with https:// and has no spaces."));
  await look("Close, and still yourself.");
  await fresh.write(say("Address of the relay"), new URL(address).origin);
  await fresh.press(say("Use this relay"));
  await fresh.press(say("Begin"));
  await look("A place of your own");
  await fresh.write(say("Your name"), "Noor");
  await fresh.write(say("Passphrase"), PASSPHRASES.noor);
  await fresh.write(say("The same passphrase again"), PASSPHRASES.noor);
  await fresh.press(say("Make it"));
  await look("One thing that is yours");
  await fresh.press(say("Later"));
  await fresh.follow(say("See the recovery words"));
  await look("Recovery words");
  await fresh.write(say("Present passphrase"), PASSPHRASES.noor);
  await fresh.press(say("Show the words"));
  await fresh.until("the words", () => document.querySelectorAll("main ol li").length >= 24);
  await look("Recovery words");
  await fresh.page.reload();
  await look("Unlock");
  assert.deepEqual(found, []);
}

/** Runs in the page: what is wrong with how it is laid out. */
async function faults() {
  // The ways out stay while a page goes by below them: it is looked at from its top.
  for (const scrolled of [document.documentElement, ...document.querySelectorAll(".pane")]) scrolled.scrollTop = 0;
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const found = [];
  const { scrollHeight, clientHeight } = document.documentElement;
  // Only the pane scrolls: nobody scrolls Leave away.
  if (document.querySelector(".pane") && scrollHeight > clientHeight + 1) found.push(`the page is ${scrollHeight} high in ${clientHeight}`);
  for (const part of [document.documentElement, ...document.querySelectorAll(".pane, main, main *, .nav, .nav *, .exits, .exits *")]) {
    const style = getComputedStyle(part);
    if (part.parentElement?.closest("svg") || part.closest(".unseen, [aria-hidden=true]:not(svg)") || !part.checkVisibility()) continue;
    const box = part.getBoundingClientRect();
    if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) found.push(`${part.localName}.${part.className} reaches ${Math.round(box.left)} to ${Math.round(box.right)}: ${part.textContent.slice(0, 40)}`);
    if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 && style.overflowX !== "visible" && !part.matches("input, textarea")) found.push(`${part.localName}.${part.className} scrolls sideways`);
  }
  const ways = document.querySelector(".exits").getBoundingClientRect();
  for (const heading of document.querySelectorAll("h1, .back")) {
    const range = document.createRange();
    range.selectNodeContents(heading);
    for (const box of range.getClientRects()) {
      if (box.right > ways.left && box.left < ways.right && box.bottom > ways.top && box.top < ways.bottom - 1) found.push(`the ways out lie over “${heading.textContent}”`);
    }
  }
  const lineOf = (element) => {
    let block = element;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const { paddingLeft, paddingRight } = getComputedStyle(block);
    return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!element.checkVisibility() || element.closest(".unseen, [aria-hidden=true], [dir=ltr], textarea")) continue;
    for (const { 0: word, index } of node.data.matchAll(/\p{L}+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const pieces = [...range.getClientRects()];
      const lines = new Set(pieces.map((box) => Math.round(box.top)));
      // A word that is longer than its line has to be cut somewhere.
      const length = pieces.reduce((sum, box) => sum + box.width, 0);
      if (lines.size > 1 && length <= lineOf(element)) found.push(`“${word}” is cut`);
    }
  }
  return [...new Set(found)];
}
