// A language that is written from right to left has every screen the other way round: what stood at a distance from the left edge stands
// at the same from the right one. Both pseudo-languages have the same words with the same letters, so that every line has its length.

import assert from "node:assert/strict";
import { test } from "node:test";

import { startRelay } from "../harness.js";
import { PSEUDO, RIGHT_TO_LEFT, speak } from "../languages.js";
import { saysOfThemselves } from "../own.js";
import { PASSPHRASES, arrive, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

const WIDTHS = [390, 1280];
const BROWSER = "chromium";

test(`every screen is mirrored, in ${BROWSER}`, async (t) => {
  const relay = await startRelay();
  t.after(() => relay.remove());
  const { noor, sam } = await linkedPeople(t, BROWSER, relay);
  await noor.writeCard({ text: "Rain on the tent" });
  await noor.shareCard("Rain on the tent", "Sam");
  await noor.askFor("Sam", { need: "Listening", text: "About Monday." });
  await sam.writeCard({ text: "Tea" });
  await sam.shareCard("Tea", "Noor");
  await sam.askFor("Noor", { need: "Company", text: "On Friday." });
  await sam.support.share("Noor");
  await noor.toSupport("Sam");
  await noor.sees("On Friday.");
  // What is new is looked at by itself: of two visits only the first one has it.
  await noor.places.today();
  await noor.press("Put this away");
  await noor.seesNo("Since you last looked");
  const own = await identifiers(noor);
  await saysOfThemselves(noor, own.relationship);
  const screens = [...addresses(own), "#/devices/carry"];

  for (const width of WIDTHS) {
    await t.test(`at ${width} pixels`, async () => {
      await noor.page.setViewport({ width, height: 844 });
      const seen = { [PSEUDO]: [], [RIGHT_TO_LEFT]: [] };
      for (const [tag, screensSeen] of Object.entries(seen)) {
        await speak(noor, tag);
        for (const address of screens) {
          await go(noor, address);
          screensSeen.push(await noor.page.evaluate(layout));
        }
        await noor.page.evaluate(() => document.querySelector(".exits .quiet-link").click());
        await noor.until("help", () => document.querySelector("dialog[open]") !== null);
        screensSeen.push(await noor.page.evaluate(layout));
        await noor.page.keyboard.press("Escape");
      }
      const found = [...screens, "help above it"].flatMap((address, n) => differences(address, seen[PSEUDO][n], seen[RIGHT_TO_LEFT][n], width));
      assert.deepEqual(found, []);
    });
  }

  await t.test("what came since", async () => {
    await sam.writeCard({ text: "Fog" });
    const seen = [];
    for (const tag of [PSEUDO, RIGHT_TO_LEFT]) {
      await speak(noor, tag);
      await sam.shareCard("Fog", "Noor");
      await noor.until("news on Today", () => {
        location.hash = location.hash === "#/today" ? "#/mine" : "#/today";
        return document.querySelector(".since") !== null;
      });
      await go(noor, "#/today");
      seen.push(await noor.page.evaluate(layout));
      await sam.likes.withdraw("Fog");
    }
    assert.deepEqual(differences("#/today", ...seen, WIDTHS.at(-1)), []);
  });

  await t.test("the first screen, and the lock", async () => {
    const found = [];
    const fresh = await arrive(t, BROWSER, relay.address);
    const look = async (where, shown) => {
      const seen = [];
      for (const language of ["pseudo", "rtl"]) {
        await shown(language);
        seen.push(await fresh.page.evaluate(layout));
      }
      found.push(...differences(where, ...seen, 390));
    };
    const open = async (language) => {
      await fresh.page.goto(`${relay.address}/?language=${language}`);
      await fresh.firstRun.own();
    };
    await look("the first screen", open);
    await fresh.page.goto(`${relay.address}/?language=en`);
    await fresh.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await look("the lock", async (language) => {
      await open(language);
      await fresh.until("the lock", () => document.querySelector("input[type=password]") !== null);
    });
    assert.deepEqual(found, []);
  });
});

/** How far two pictures of a screen are from being each other's mirror. */
function differences(address, one, mirrored, width) {
  const found = [];
  if (one.direction !== "ltr" || mirrored.direction !== "rtl") found.push(`${address}: runs ${one.direction} and ${mirrored.direction}`);
  if (one.parts.length !== mirrored.parts.length) found.push(`${address}: ${one.parts.length} parts, ${mirrored.parts.length} mirrored`);
  one.parts.forEach(({ what, left, right }, n) => {
    const other = mirrored.parts[n];
    if (!other) return;
    if (other.what !== what) return found.push(`${address}: ${what} has become ${other.what}`);
    const expected = [width - right, width - left].map(Math.round);
    const actual = [other.left, other.right].map(Math.round);
    if (expected.some((edge, side) => Math.abs(edge - actual[side]) > 2)) {
      found.push(`${address}: ${what} reaches ${actual.join(" to ")}, and not ${expected.join(" to ")}`);
    }
    if (other.overflows) found.push(`${address}: ${what} does not hold its content`);
  });
  return found;
}

/** Runs in the page: where every part of it stands. */
async function layout() {
  // Pairs of letters are drawn closer together one way round and not the other.
  if (document.adoptedStyleSheets.length === 0) {
    const apart = new CSSStyleSheet();
    apart.insertRule("* { font-kerning: none !important; font-variant-ligatures: none !important; }");
    // Letters of one's own come when the line allows: on a busy machine one visit has them and the next has not.
    apart.insertRule("* { font-family: sans-serif !important; }");
    document.adoptedStyleSheets.push(apart);
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await document.fonts.ready;
  const parts = [];
  for (const element of document.querySelectorAll("body *")) {
    // What is written from left to right in every language stays so inside, and signs are looked at as a whole.
    if (element.parentElement.closest("[dir=ltr]:not(html), svg, .unseen") || element.matches(".unseen, option")) continue;
    if (!element.checkVisibility() || getComputedStyle(element).display.startsWith("inline")) continue;
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) continue;
    const overflows = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflowX !== "visible" && !element.matches("input, textarea, select");
    parts.push({ what: `${element.localName}.${element.getAttribute("class") ?? ""} “${element.textContent.replace(/[\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, "").slice(0, 40)}”`, left, right, overflows });
  }
  return { direction: document.documentElement.dir, parts };
}
