// An update disturbs nothing where two people do things together: neither a list, nor what is being written, nor an answer to what the other
// withdraws meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";

import { focusField, unfold } from "../fields.js";
import { BROWSERS, startRelay } from "../harness.js";
import { Together } from "../pages/together.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";
import { go, identifiers } from "../screens.js";
import { hearing, keepUpdates, look, moved, remember, watchPlaces } from "../still.js";

/** One thing of each shape: only read, asked about, answered, signed, talked about in turns, lived with. */
const THINGS = [
  { tool: "Thank for one thing", end: "thanks", begin: "Write thanks", field: "One concrete thing" },
  { tool: "Good news", end: "news", begin: "Tell good news", field: "What went well" },
  { tool: "Time together", end: "time", begin: "Propose something", field: "What", choice: "once" },
  { tool: "Agreements", end: "agreements", begin: "Propose an agreement", field: "The exact words", choice: "One small thing that we will try" },
  { tool: "Talk in turns", end: "talks", begin: "Invite to a talk", field: "One topic", choice: "To be understood", isGated: true },
  { tool: "Limits", end: "limits", begin: "Write a limit", field: "What I do not want, or cannot give" },
];

for (const kind of BROWSERS) {
  test(`an update disturbs nothing of what is ours, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const sams = new Together(sam.page);
    await noor.page.evaluateOnNewDocument(keepUpdates);
    await noor.page.reload();
    await noor.lock.unlock(PASSPHRASES.noor);
    const { relationship } = await identifiers(noor);
    const hears = hearing(noor, sam);
    const shares = async ({ tool, begin, field, choice, isGated }, words) => {
      await sams.open(sam, tool);
      await sams.follow(begin);
      // It is asked before each talk.
      if (isGated) await sams.press("Skip this question");
      await sams.heading(begin);
      if (choice) await sams.choose(choice);
      await sams.write(field, words);
      await sams.press("See what Noor will see");
      await sams.dialog().press("Share with Noor");
      await sams.sees("Shared with Noor.");
    };
    const withdraws = async ({ tool }, words) => {
      await sams.open(sam, tool);
      await sams.followRow(words);
      await sams.press("Withdraw from Noor");
      await sams.dialog().press("Withdraw");
      await sams.sees("Withdrawn.");
    };
    /** How much was written into the page. Nothing of it, and nothing beside it, changes when something happens. */
    const undisturbed = async (where, happens) => {
      noor.wantsNews = false;
      const count = await noor.page.evaluate(unfold);
      for (let index = 0; index < count; index += 1) {
        await noor.page.evaluate(focusField, index);
        await noor.page.keyboard.type(`kept ${index}`);
      }
      const before = await noor.page.evaluate(remember);
      await noor.page.evaluate(watchPlaces);
      await happens();
      await hears(`${where} to hear of it`);
      assert.deepEqual(await noor.page.evaluate(look), before, where);
      assert.deepEqual(await noor.page.evaluate(moved), [], where);
      noor.wantsNews = true;
      return count;
    };

    let written = 0;
    for (const thing of THINGS) {
      await tell(`${thing.tool}: on the list, in the form, and under an answer`, async () => {
        const list = `#/ours/${relationship}/${thing.end}`;
        await go(noor, list);
        await undisturbed(list, () => shares(thing, `${thing.end} come`));
        await noor.followRow(`${thing.end} come`);
        if (thing.isGated) await noor.press("Skip this question");
        await noor.sees("Shared by Sam");
        const answered = await undisturbed(`one of ${list}`, () => withdraws(thing, `${thing.end} come`));
        written += answered;
        // What was typed to it is still there to be read, wherever one was meanwhile.
        const address = await noor.page.evaluate(() => location.hash);
        await go(noor, list);
        await go(noor, address);
        if (thing.isGated) await noor.press("Skip this question");
        if (answered > 0) await noor.sees("What you had begun to write");
        await go(noor, `${list}/new`);
        if (thing.isGated) await noor.press("Skip this question");
        await noor.heading(thing.begin);
        written += await undisturbed(`${list}/new`, () => shares(thing, `${thing.end} stay`));
        await go(noor, list);
        await noor.sees(`${thing.end} stay`);
        await noor.seesNo(`${thing.end} come`);
      });
    }
    assert.ok(written > THINGS.length, `${written} fields were written into`);

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
