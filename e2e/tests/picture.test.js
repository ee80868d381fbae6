// The picture: two voices over time from what was kept, said in a sentence first, and never more than the days allow.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { accessibilityFindings, BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { checkIns, daysAgo, fileOf, varies } from "../kept.js";
import { PASSPHRASES, arrive } from "../people.js";
import { go } from "../screens.js";

/** Somebody with a vault of her own. */
async function begun(t, kind, relay) {
  const noor = await arrive(t, kind, relay.address);
  await noor.beginOnly({ name: "Noor", passphrase: PASSPHRASES.noor });
  await noor.recoveryWords.notToday();
  return noor;
}

/** Brings in what was kept, as a file. */
async function bringIn(t, noor, names, things, secondsAgo) {
  const file = path.join(await temporaryFolder("kept"), "kept.json");
  await writeFile(file, fileOf(names, things, secondsAgo));
  await go(noor, "#/export");
  await noor.along.choose(file);
  await noor.along.adds();
  await noor.along.add();
}

for (const kind of BROWSERS) {
  test(`the picture of what was kept, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await begun(t, kind, relay);

    await t.test("with nothing kept it says what it will be, and leads to a first day", async () => {
      await noor.places.picture();
      await noor.sees("This one is only an example.");
      await noor.follow("Keep today");
      await noor.heading("Check-in");
    });

    await t.test("before 28 days they are described, and no line is drawn", async () => {
      const few = checkIns(20, (day) => 4 + 2 * varies(day), (day) => (day % 4 === 0 ? undefined : [3 + varies(day), "more"]));
      await bringIn(t, noor, ["Sam"], few, 120);
      await noor.places.picture();
      await noor.sees("20 days of your own were kept: from 2 to 6");
      await noor.sees("Too early to tell more. That is a good answer.");
      await noor.sees("With Sam 15 days were kept");
      await noor.sees("On 15 days you would have liked more.");
      await noor.sees("Too early to tell. From 28 days with an answer for both on, an ellipse is drawn here.");
      const paths = await noor.page.$$eval(".lines .level", (lines) => lines.map((line) => line.getAttribute("d")));
      assert.deepEqual(paths, ["", ""]);
      const dots = await noor.page.$$eval(".lines .marks", (lines) => lines.map((line) => line.getAttribute("d").split("M").length - 1));
      assert.deepEqual(dots, [15, 20]);
    });

    await t.test("with enough of them each voice has a level, a sentence, and a place beside the other", async () => {
      const many = checkIns(160, (day) => 2.6 + (day > 110 ? 2.8 : 0) + 1.2 * varies(day), (day) => 5 + 1.2 * varies(day * 7));
      await bringIn(t, noor, ["Sam"], many);
      await noor.places.picture();
      await noor.sees("The self voice is higher than around");
      await noor.sees("The bond voice with Sam: no change beyond chance since");
      await noor.sees("A change has many reasons. The line does not know which.");
      const paths = await noor.page.$$eval(".lines .level, .lines .band-of, .square .ellipse", (lines) => lines.map((line) => line.getAttribute("d")));
      assert.equal(paths.length, 5);
      for (const drawn of paths) assert.match(drawn, /^M\d+ \d+L/u);
      await noor.choose("A week");
      await noor.sees("7 days of your own were kept");
      await noor.choose("All");
      await noor.sees("The self voice is higher than around");
      assert.deepEqual(await accessibilityFindings(noor.page), []);
      noor.problems.expectNone();
    });

    await t.test("a day is looked up with the keyboard, and says the same to eye and ear", async () => {
      await noor.page.focus("input[type=range]");
      const heard = () => noor.page.$eval("input[type=range]", (slider) => slider.getAttribute("aria-valuetext"));
      const last = await heard();
      await noor.page.keyboard.press("ArrowLeft");
      await noor.until("another day", (last) => document.querySelector("input[type=range]").getAttribute("aria-valuetext") !== last, last);
      assert.match(await heard(), /yours \d of 7; your level about [\d.]+, likely [\d.]+ to [\d.]+; with Sam \d of 7; the level with Sam/u);
      assert.equal(await noor.page.$eval(".chart .at", (line) => line.textContent), await heard());
      await noor.page.keyboard.press("Home");
      await noor.until("the first day", () => document.querySelector("input[type=range]").value === "0");
    });

    await t.test("the days stand in a table for whoever wants one, as many as are asked for", async () => {
      await noor.unfold("The days as a table");
      const rows = () => noor.page.$$eval(".days tbody tr", (rows) => rows.length);
      await noor.until("31 days", () => document.querySelectorAll(".days tbody tr").length === 31);
      await noor.press("Earlier days");
      await noor.until("as many again", () => document.querySelectorAll(".days tbody tr").length === 62);
      assert.equal(await noor.page.evaluate(() => document.activeElement.textContent), "Earlier days", "the focus stays");
      assert.equal(await rows(), 62);
      const first = await noor.page.$eval(".days tbody tr", (row) => row.innerText.replaceAll(/\s+/gu, " "));
      assert.match(first, /\d of 7 level [\d.]+ \([\d.]+–[\d.]+\) \d of 7 level/u);
    });
  });
}

for (const kind of BROWSERS) {
  test(`a fair test by lot, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await begun(t, kind, relay);

    await t.test("what it could find is said before it begins, and chance draws the days", async () => {
      await go(noor, "#/picture/test");
      await noor.sees("14 days: a difference of about 1.6 times the usual distance between your days");
      await noor.press("Draw the lots");
      await noor.sees("Write what you would do.");
      await noor.write("What you would do on some days", "Ten minutes outside");
      await noor.choose("14 days");
      await noor.press("Draw the lots");
      await noor.sees("The lots are drawn. It begins tomorrow.");
      await noor.sees("Looking before would make chance look like a difference.");
      await noor.unfold("The lots, day by day");
      const lots = await noor.page.$$eval("details .rests li", (days) => days.map((day) => day.textContent.endsWith(": with it")));
      assert.equal(lots.length, 14);
      for (let day = 0; day < 14; day += 2) assert.notEqual(lots[day], lots[day + 1], "one day of each pair");
      assert.deepEqual(await accessibilityFindings(noor.page), []);
      await noor.press("End it now");
      await noor.press("Yes, end it");
      await noor.sees("Ended.");
      await noor.sees("Fewer than six pairs have an answer on both days, so nothing can be said.");
    });

    await t.test("what came of it is said once it is over, and today's lot stands on Today", async () => {
      const pairs = 10;
      const lots = Array.from({ length: pairs }, (_, pair) => (pair % 3 === 0 ? "second" : "first"));
      const isWith = (day) => (lots[Math.floor(day / 2)] === "first") === (day % 2 === 0);
      const kept = checkIns(2 * pairs, (day) => (isWith(day) ? 6 : 3) + (day % 4 === 0 ? 1 : 0), () => undefined);
      const over = { content: { fair_test: { what: "A walk before work", from: daysAgo(2 * pairs - 1), lots, ended: daysAgo(0) } }, written: 30 };
      const runs = { content: { fair_test: { what: "No phone at breakfast", from: daysAgo(2), lots: ["first", "first", "first"], ended: null } }, written: 3 };
      await bringIn(t, noor, [], [...kept, over, runs]);
      await noor.places.today();
      await noor.sees("Today with it: No phone at breakfast");
      await noor.followRow("Today with it: No phone at breakfast");
      await noor.sees("Looking before would make chance look like a difference.");
      await noor.unfold("The lots, day by day");
      const running = await noor.page.$$eval("details .rests li", (days) => days.map((day) => day.textContent));
      assert.ok(running.length === 6 && running.every((day) => !day.includes("your answer")), `${running}`);
      await noor.places.picture();
      await noor.followRow("A walk before work");
      await noor.unfold("The lots, day by day");
      assert.ok(await noor.page.evaluate(() => document.querySelector("details .rests").textContent.includes("your answer 6 of 7")));
      await noor.sees("On days with it your answers were higher, by");
      await noor.sees("on the scale of 7.");
      await noor.sees("Chance alone rarely does that.");
      await noor.sees("(95 %, exact; 9 pairs, p = 0.004)");
      noor.problems.expectNone();
    });
  });
}
