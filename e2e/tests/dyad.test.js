// Figures of two: both sign, each shares past days of their own, each device works out what can be said, and nobody sees the other's days.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { accessibilityFindings, BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { checkIns, fileOf, varies } from "../kept.js";
import { Together } from "../pages/together.js";
import { chapters, linkedPeople } from "../people.js";
import { go, identifiers } from "../screens.js";

/** Brings in how the closeness suited somebody, and leads to the figures of both. */
async function keep(app, name, fits) {
  const { relationship: id } = await identifiers(app);
  const file = path.join(await temporaryFolder("kept"), "kept.json");
  await writeFile(file, fileOf([{ id, name }], checkIns(fits.length, () => undefined, (day) => fits[day])));
  await go(app, "#/export");
  await app.along.choose(file);
  await app.along.adds();
  await app.along.add();
  return `#/picture/${id}/both`;
}

for (const kind of BROWSERS) {
  test(`two people look at figures of both, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const [noors, sams] = [new Together(noor.page), new Together(sam.page)];
    const days = Array.from({ length: 60 }, (_, day) => 4 + 2.9 * varies(day));
    const ofNoor = await keep(noor, "Sam", days);
    const ofSam = await keep(sam, "Noor", days.map((fit, day) => fit * 0.6 + 1.6 + 0.7 * varies(day * 3)));
    const enter = async (who, app, place) => {
      await go(app, place);
      await who.press("Yes");
      await who.heading("As two");
    };

    await tell("it is behind the gate of a talk, and begins with an agreement that both sign", async () => {
      await go(noor, ofNoor);
      await noors.heading("Is it safe to talk about this with them?");
      await noors.press("Yes");
      await noors.sees("Figures stand here once both have signed and both share days.");
      await noors.sees("Once you have both signed, you choose here which days you share.");
      await noors.press("Propose it");
      await noors.press("See what Sam will see");
      await noors.dialog().press("Share with Sam");
      await noors.press("Sign it");
      await noors.send("Sam");
      await sams.open(sam, "Agreements");
      await sams.followRow("We look at figures of the days that each of us shares.");
      await sams.answer("Sign it");
      await sams.sees("In force since");
    });

    await tell("each composes past days and sees each of them before it is shared", async () => {
      for (const [who, app, place, name] of [[noors, noor, ofNoor, "Sam"], [sams, sam, ofSam, "Noor"]]) {
        await enter(who, app, place);
        await who.sees("In force since");
        await who.choose("The newest 91");
        await who.unfold("Each of the 59 days");
        await who.press(`Share these days with ${name}`);
        await who.dialog().heading(`Share with ${name}?`);
        await who.dialog().sees("An app that somebody changed could.");
        const lines = await app.page.$$eval("dialog[open] .rests li", (lines) => lines.length);
        assert.equal(lines, 59, "today is not among them");
        await who.dialog().press(`Share with ${name}`);
        await who.sees(`Shared with ${name}.`);
      }
    });

    await tell("both devices say the same of the same days, with why, and no day of the other's", async () => {
      await noors.sees("On days when the closeness suits you, it tends to suit Sam too.");
      await sams.sees("On days when the closeness suits you, it tends to suit Noor too.");
      await noors.sees("Whether one day carries over to the other’s next cannot be told yet.");
      await noors.unfold("Why it says so");
      await noors.sees("on 59 days.");
      await noors.sees("They do not show who causes what");
      assert.deepEqual(await accessibilityFindings(noor.page), []);
    });

    await tell("taking back one's days takes the figures away on both sides", async () => {
      await noors.press("Take the days back");
      await noors.dialog().press("Withdraw");
      await noors.sees("Sam shares days. Once you share some too, figures stand here.");
      await sams.sees("Figures stand here once Noor shares days too.");
      await noors.seesNo("it tends to suit Sam too");
      noor.problems.expectNone();
      sam.problems.expectNone();
    });
  });
}
