// What came from the other since this device was last used is said in one line, until it was seen; and a request that comes while the app is open is heard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";
import { go, identifiers } from "../screens.js";

const SINCE = "Since you last looked";

for (const kind of BROWSERS) {
  test(`what came meanwhile is said until it was seen, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const { relationship } = await identifiers(noor);
    const ours = `#/ours/${relationship}`;
    /** Waits until exactly this is said; nothing for no line. */
    const says = (what, ...lines) => {
      const expected = lines.length > 0 ? [SINCE, ...lines, "Put this away"] : [];
      return noor.until(`“${expected}” on ${what}`, isSaid, SINCE, expected);
    };
    const opens = async () => {
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.picture();
    };

    await tell("while Noor is away Sam answers and shares", async () => {
      await noor.askFor("Sam", { need: "Listening", text: "About Monday." });
      await noor.support.share("Sam");
      await noor.places.settings();
      await noor.settings.connected();
      await noor.settings.lock();
      await sam.toSupport("Noor");
      await sam.sees("About Monday.");
      await sam.support.answer("Yes");
      for (const text of ["Rain on the tent", "Snow in the yard", "Fog"]) {
        await sam.writeCard({ text });
        await sam.shareCard(text, "Noor");
      }
      await sam.likes.withdraw("Fog");
      await sam.places.settings();
      await sam.settings.connected();
    });

    await tell("Today and Ours say so, and what was withdrawn is not there", async () => {
      await opens();
      for (const address of ["#/today", ours]) {
        await go(noor, address);
        await says(address, "Sam answered what you asked", "Sam shared 2 cards");
      }
    });

    await tell("what was seen is said no more, also after the page was loaded again", async () => {
      await noor.follow("Sam shared 2 cards");
      await noor.heading("Likes and dislikes");
      await noor.sees("Snow in the yard");
      await go(noor, "#/today");
      await says("Today", "Sam answered what you asked");
      await noor.page.reload();
      await opens();
      await go(noor, ours);
      await says("Ours", "Sam answered what you asked");
    });

    await tell("the line can be put away, and comes back nowhere", async () => {
      await noor.press("Put this away");
      await noor.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
      for (const address of [ours, "#/today"]) {
        await go(noor, address);
        await noor.seesNo(SINCE);
      }
      await noor.page.reload();
      await opens();
      for (const address of ["#/today", ours]) {
        await go(noor, address);
        await says(address);
      }
    });

    await tell("a request that comes while the app is open is heard once, and moves nothing", async () => {
      await go(noor, "#/settings");
      const before = await noor.page.evaluate(placed);
      await noor.page.evaluate(listen);
      await sam.askFor("Noor", { need: "Company", text: "On Friday." });
      await sam.support.share("Noor");
      await noor.until("the request to be heard", () => globalThis.heard.length > 0);
      assert.deepEqual(await noor.page.evaluate(() => globalThis.heard), ["Sam has just asked you something. It is under Today."]);
      assert.deepEqual(await noor.page.evaluate(placed), before);
      await go(noor, ours);
      await noor.sees("Sam asked you for support");
      await go(noor, "#/today");
      await noor.sees("On Friday.");
      await noor.seesNo(SINCE);
      await go(noor, ours);
      await noor.seesNo(SINCE);
      assert.equal(await noor.page.evaluate(() => globalThis.heard.length), 1);
    });
    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}

/** Runs in the page: whether these lines, and no others, stand below a heading. */
function isSaid(heading, expected) {
  const found = [...document.querySelectorAll("main h2")].find((h2) => h2.textContent === heading);
  const lines = found?.closest("section").innerText.split("\n").map((line) => line.trim()).filter(Boolean) ?? [];
  return document.activeElement?.tagName === "H1" && JSON.stringify(lines) === JSON.stringify(expected);
}

/** Runs in the page: where everything stands. */
function placed() {
  return [...document.querySelectorAll("main, main *, nav *, header *")].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [element.tagName, Math.round(x), Math.round(y), Math.round(width), Math.round(height)].join(" ");
  });
}

/** Runs in the page: keeps what the region around all pages says. */
function listen() {
  globalThis.heard = [];
  const region = document.querySelector(".frame > [role=status]");
  new MutationObserver(() => {
    if (region.textContent) globalThis.heard.push(region.textContent);
  }).observe(region, { childList: true, characterData: true, subtree: true });
}
