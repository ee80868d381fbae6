// Wide screens: no page leaves most of the window empty, lines stay short enough to read, and what stands beside a page keeps address, Back,
// scroll and focus.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { headingHasFocus, tabTo } from "../keyboard.js";
import { saysOfThemselves } from "../own.js";
import { OTHERS, PASSPHRASES, arrive, chapters, linkThem } from "../people.js";
import { covered } from "../room.js";
import { addresses, go, identifiers } from "../screens.js";

const WINDOW = { width: 1440, height: 900 };
/** The share of the window beside the bar that has to be covered. */
const COVERED_MIN = 0.15;
/** Letters of a line, at most: about seventy, measured by the mean width of a letter. */
const LINE_LETTERS_MAX = 75;

for (const kind of BROWSERS) {
  test(`on a wide screen, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, OTHERS, relay.address)]);
    await noor.page.setViewport(WINDOW);
    const found = [];
    const look = async (where) => {
      const share = await covered(noor);
      if (share < COVERED_MIN) found.push(`${where}: ${(share * 100).toFixed(1)} % is covered`);
      for (const line of await noor.page.evaluate(longLines, LINE_LETTERS_MAX)) found.push(`${where}: ${line}`);
      if (await noor.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${where}: scrolls sideways`);
    };
    const lookEverywhere = async (how) => {
      for (const address of addresses(await identifiers(noor), kind)) {
        await go(noor, address);
        await look(`${address} ${how}`);
      }
      assert.deepEqual(found, []);
    };

    await tell("the first run and the lock", async () => {
      await noor.firstRun.what();
      await look("the first screen");
      await noor.firstRun.haveWords();
      await noor.heading("Bring back what is yours");
      await look("recovery");
      await noor.firstRun.back();
      await noor.firstRun.haveDevice();
      await look("another device");
      await noor.press("Back");
      await noor.firstRun.toMake();
      await look("name and passphrase");
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.firstRun.first();
      await look("the first thing");
      await noor.firstRun.later();
      await noor.recoveryWords.fromToday(PASSPHRASES.noor);
      await noor.page.reload();
      await noor.lock.shown();
      await look("the lock");
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees("Who is close to you?");
      for (const address of ["#/today", "#/mine", "#/ours", "#/picture"]) {
        await go(noor, address);
        await look(`${address}, new`);
      }
      assert.deepEqual(found, []);
    });

    await tell("every screen of two who are linked, with nothing in it and with something", async () => {
      await sam.makeVault({ name: "Sam", passphrase: PASSPHRASES.sam });
      await linkThem(noor, sam);
      await lookEverywhere("with nothing in it");
      await noor.writeCard({ text: "Rain on a tent roof", note: "Since Norway" });
      await noor.askFor("Sam", { need: "Listening", text: "About the move" });
      await saysOfThemselves(noor, (await identifiers(noor)).relationship);
      await lookEverywhere("with something in it");
    });

    await tell("a day on which nothing is left to do", async () => {
      await go(noor, "#/today");
      await look("one thing on Today");
      await noor.press("None today");
      await noor.seesNo("How much did the day feel like yours?");
      await noor.press("None today");
      await noor.heading("Nothing waits for you");
      await look("nothing on Today");
      assert.deepEqual(found, []);
    });

    await tell("the list stays beside its pages: focus, address and Back", async () => {
      await go(noor, "#/mine");
      await tabTo(noor, "Check-in");
      await noor.page.keyboard.press("Enter");
      await headingHasFocus(noor, "Check-in");
      const list = await noor.page.evaluate(currentInList);
      assert.deepEqual(list, { label: "Mine", current: ["Check-in page"], isSame: false });
      await noor.page.evaluate(() => { document.querySelector(".beside").isSame = true; });
      await noor.followRow("Journal");
      await headingHasFocus(noor, "Journal");
      assert.deepEqual(await noor.page.evaluate(currentInList), { label: "Mine", current: ["Journal page"], isSame: true });
      assert.equal(await noor.page.evaluate(() => location.hash), "#/mine/journal");
      await noor.page.goBack();
      await noor.heading("Check-in");
      assert.equal(await noor.page.evaluate(() => location.hash), "#/mine/check-in");
      await go(noor, "#/mine/card");
      assert.deepEqual((await noor.page.evaluate(currentInList)).current, ["Likes and dislikes true"]);
      await go(noor, "#/ours");
      assert.deepEqual((await noor.page.evaluate(currentInList)).current, ["Sam page"]);
    });

    await tell("a long page scrolls beside its list, and is where it was after Back", async () => {
      // Followed as a person does: an address put in by hand has no place to come back to.
      await noor.places.settings();
      const scrolled = await noor.page.evaluate(() => {
        const pane = document.querySelector(".pane");
        pane.scrollTop = 120;
        return pane.scrollTop;
      });
      assert.equal(scrolled, 120);
      await noor.followRow("Recovery words");
      await noor.heading("Recovery words");
      await noor.page.goBack();
      // Looking for a heading would scroll to it.
      await noor.until("the page where it was", (scrolled) =>
        document.querySelector("h1").textContent === "Settings" && document.querySelector(".pane").scrollTop === scrolled, scrolled);
      assert.equal(await noor.page.evaluate(() => document.querySelector(".beside").scrollTop), 0);
    });

    await tell("nothing is said twice, and a narrow window has it on the page alone", async () => {
      const ways = () => [...document.querySelectorAll('a[href="#/mine/check-in"]')].filter((way) => way.checkVisibility()).length;
      await go(noor, "#/mine");
      assert.equal(await noor.page.evaluate(ways), 1);
      for (const width of [1000, 390]) {
        await noor.page.setViewport({ width, height: 844 });
        assert.equal(await noor.page.evaluate(ways), 1, `at ${width}`);
        assert.equal(await noor.page.evaluate(() => document.querySelector(".beside").checkVisibility()), false);
      }
    });

    noor.problems.expectNone();
  });
}

/** Runs in the page: the list beside it, what is marked in it, and whether it is the one that a test has marked. */
function currentInList() {
  const list = document.querySelector(".beside");
  const current = [...list.querySelectorAll("[aria-current]")].map((way) => `${way.querySelector("b").textContent} ${way.getAttribute("aria-current")}`);
  return { label: list.ariaLabel, current, isSame: list.isSame === true };
}

/** Runs in the page: paragraphs whose lines are longer than is good to read. */
function longLines(most) {
  const found = [];
  for (const paragraph of document.querySelectorAll("main p")) {
    if (!paragraph.checkVisibility() || paragraph.closest("[aria-hidden=true], [dir=ltr], .unseen") || paragraph.matches(".mono")) continue;
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
    const letters = paragraph.innerText.length / Math.max(lines, 1);
    if (lines > 2 && letters > most) found.push(`${Math.round(letters)} letters a line: ${paragraph.innerText.slice(0, 50)}`);
  }
  return found;
}
