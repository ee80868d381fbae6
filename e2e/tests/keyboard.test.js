// The keyboard alone is enough, and the focus is always somewhere that can be seen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { headingHasFocus, tabTo, walk } from "../keyboard.js";
import { OTHERS, PASSPHRASES, arrive, linkThem } from "../people.js";
import { go } from "../screens.js";

for (const kind of BROWSERS) {
  test(`the keyboard alone is enough, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, OTHERS, relay.address)]);
    const { keyboard } = noor.page;

    await t.test("through the first run", async () => {
      await headingHasFocus(noor, null);
      await tabTo(noor, "Begin");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "A place of your own");
      await tabTo(noor, "Back");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Close, and still yourself.");
      await tabTo(noor, "Begin");
      await keyboard.press(" ");
      await headingHasFocus(noor, "A place of your own");
      for (const [label, text] of [["Your name", "Noor"], ["Passphrase", PASSPHRASES.noor], ["The same passphrase again", PASSPHRASES.noor]]) {
        await tabTo(noor, label);
        await keyboard.type(text);
      }
      await keyboard.press("Enter");
      await headingHasFocus(noor, "One thing that is yours");
      await tabTo(noor, "I like");
      await keyboard.type("Rain on a tent roof");
      await keyboard.press("Enter");
      await noor.sees("Kept, and only you see it.");
      await noor.until("the focus on the greeting", () => document.activeElement?.tagName === "H1");
      await tabTo(noor, "See the recovery words");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Recovery words");
      await tabTo(noor, "Present passphrase");
      await keyboard.type(PASSPHRASES.noor);
      await keyboard.press("Enter");
      const words = await noor.recoveryWords.read();
      await headingHasFocus(noor, "Recovery words");
      await tabTo(noor, "I have written them down");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Recovery words");
      for (const position of [4, 13, 22]) {
        await tabTo(noor, `Word number ${position}`);
        await keyboard.type(words[position - 1]);
      }
      await keyboard.press("Enter");
      await noor.sees("Your recovery words are right.");
    });

    await t.test("through writing a card and sharing it", async () => {
      await sam.makeVault({ name: "Sam", passphrase: PASSPHRASES.sam });
      await linkThem(noor, sam);
      await go(noor, "#/mine");
      await tabTo(noor, "Write a card");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "A new card");
      await tabTo(noor, "I like");
      await keyboard.press("ArrowRight");
      await tabTo(noor, "What?");
      await keyboard.type("Loud mornings");
      await tabTo(noor, "Save");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Mine");
      await tabTo(noor, "Ours");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Ours · Sam");
      await tabTo(noor, "Likes and dislikes");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Likes and dislikes");
      await tabTo(noor, "Share “Loud mornings”");
      await keyboard.press("Enter");
      await noor.dialog().sees("Sam will see exactly this:");
      await tabTo(noor, "Keep it mine");
      await keyboard.press("Escape");
      await noor.until("the question to be closed", () => document.querySelector("dialog[open]") === null);
      await tabTo(noor, "Share “Loud mornings”");
      await keyboard.press("Enter");
      await tabTo(noor, "Share with Sam");
      await keyboard.press("Enter");
      await noor.sees("Shared with Sam.");
      await sam.toLikes("Noor");
      await sam.sees("Loud mornings");
      await sam.sees("Dislikes");
    });

    await t.test("every stop of the keyboard can be seen", async () => {
      await go(noor, "#/settings");
      const stops = new Set();
      for (const key of ["Tab", "Shift+Tab"]) {
        await noor.heading("Settings");
        await noor.page.evaluate(() => document.querySelector("h1").focus());
        for (const at of await walk(noor, key)) {
          assert.ok(at.isSeen, `“${at.name}” is covered or outside`);
          stops.add(at.id);
        }
      }
      assert.ok(stops.size > 12, `only ${stops.size} stops`);
    });
  });
}
