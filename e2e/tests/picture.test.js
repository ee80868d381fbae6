// The picture: two voices over time from what was kept, said in a sentence first, and never more than the days allow.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { accessibilityFindings, BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { checkIns, fileOf, varies } from "../kept.js";
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
async function bringIn(t, noor, names, things) {
  const file = path.join(await temporaryFolder("kept"), "kept.json");
  await writeFile(file, fileOf(names, things));
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
      await bringIn(t, noor, ["Sam"], few);
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
  });
}
