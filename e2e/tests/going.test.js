// Going from page to page: Back leads to where one was, and what a list does not show yet comes without losing the focus.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

/** One more than a page shows at first. */
const CARDS = 31;

for (const kind of BROWSERS) {
  test(`going back and further, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    for (let number = 1; number <= CARDS; number += 1) await noor.writeCard({ text: `Number ${number}` });

    await tell("the rest of a list comes, and the focus stays where it was pressed", async () => {
      await noor.places.mine();
      assert.ok(!(await noor.text()).includes("Number 1\n"));
      await noor.press("Show one more");
      await noor.sees("Everything is shown.");
      await noor.until("the focus there", () => document.activeElement.textContent === "Everything is shown.");
      assert.ok((await noor.text()).includes("Number 1\n"));
    });

    await tell("Back leads to the same place of the same list, with the focus on what was followed", async () => {
      await noor.follow("Open “Number 1”");
      await noor.heading("A card of yours");
      const scrolled = await noor.page.evaluate(() => document.querySelector(".pane").scrollTop);
      assert.equal(scrolled, 0, "a new page begins at its top");
      await noor.page.goBack();
      await noor.until("the list", () => document.activeElement.ariaLabel === "Open “Number 1”");
      const isSeen = await noor.page.evaluate(() => {
        const { top, bottom } = document.activeElement.getBoundingClientRect();
        return top > 0 && bottom < innerHeight && document.querySelector(".pane").scrollTop > innerHeight;
      });
      assert.ok(isSeen, "what was followed is in view");
      assert.ok((await noor.text()).includes("Number 1\n"), "as much is shown as before");
    });

    await tell("an address that is put in by hand begins at the top", async () => {
      await noor.page.evaluate(() => { location.hash = "#/today"; });
      await noor.until("Today", () => document.activeElement.localName === "h1" && document.title.endsWith("Today"));
      await noor.page.evaluate(() => { location.hash = "#/mine"; });
      await noor.until("Mine", () => document.activeElement.textContent === "Mine");
    });

    noor.problems.expectNone();
  });
}
