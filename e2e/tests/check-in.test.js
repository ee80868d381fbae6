// The daily check-in: on Today, on its own page, for yesterday as well; nobody else learns of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";

const OWN = "How much did the day feel like yours?";
const BOND = "How well did the closeness with Sam suit you?";

for (const kind of BROWSERS) {
  test(`a check-in, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const tell = chapters(t);

    await tell("Today asks once there is room, and not any more after it was put off", async () => {
      await noor.writeCard({ text: "Rain on the tent" });
      await noor.places.today();
      await noor.sees(OWN);
      await noor.press("None today");
      await noor.seesNo(OWN);
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees(OWN);
    });

    await tell("nothing chosen is said in words, and a point is kept by the keyboard alone", async () => {
      await noor.press("Keep it");
      await noor.sees("Choose a point on a line first.");
      // It takes the focus once it is drawn.
      await noor.until("the reason to have the focus", () => document.activeElement?.classList.contains("problems"));
      await noor.page.focus("fieldset.scale input");
      await noor.page.keyboard.press(" ");
      for (let step = 0; step < 4; step += 1) await noor.page.keyboard.press("ArrowRight");
      assert.equal(await noor.checkIn.chosen(OWN), 5);
      await noor.checkIn.keep();
      await noor.seesNo(OWN);
    });

    await tell("with somebody it asks what would have suited better only where it suited poorly", async () => {
      await noor.places.mine();
      await noor.checkIn.open();
      assert.equal(await noor.checkIn.chosen(OWN), 5, "what Today has kept stands here");
      await noor.checkIn.point(BOND, 6);
      await noor.seesNo("What would have suited you better?");
      await noor.checkIn.point(BOND, 2);
      await noor.sees("What would have suited you better?");
      await noor.choose("Less closeness");
      await noor.write("Own words, if you want", "A long day.");
      await noor.checkIn.keep();
      await noor.labelled("With Sam: 2 of 7, from poorly to well");
      await noor.sees("A long day.");
    });

    await tell("what is typed for one day stays while another is looked at", async () => {
      await noor.write("Own words, if you want", "A long day, and then rain.");
      await noor.checkIn.day("Yesterday");
      assert.equal(await noor.checkIn.chosen(OWN), null);
      await noor.checkIn.point(OWN, 3);
      await noor.checkIn.keep();
      await noor.checkIn.day("Today");
      assert.equal(await noor.written("Own words, if you want"), "A long day, and then rain.");
    });

    await tell("safety_s17_check_in: the other is told nothing of it", async () => {
      await noor.places.ours();
      await noor.theySee.open("Sam");
      await noor.seesNo("A long day");
      assert.doesNotMatch(await sam.page.content(), /A long day|of 7/u);
    });

    await tell("a day is written once, and goes when it is removed", async () => {
      await noor.places.mine();
      await noor.checkIn.open();
      await noor.checkIn.point(OWN, 7);
      await noor.checkIn.keep();
      await noor.labelled("7 of 7, from hardly yours to wholly yours");
      await noor.seesNo("5 of 7, from hardly yours to wholly yours");
      await noor.checkIn.remove("Today");
      assert.equal(await noor.checkIn.chosen(OWN), null, "the form says nothing of it any more");
      await noor.write("Own words, if you want", "Words alone.");
      await noor.press("Keep it");
      await noor.sees("Choose a point on a line first.");
      assert.equal(await noor.written("Own words, if you want"), "Words alone.");
      await noor.until("one day to be left", () => document.querySelectorAll("main .cards > li").length === 1);
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
