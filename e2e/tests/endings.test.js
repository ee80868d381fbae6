// When something ends: words to change and to copy, kept as they were changed, without a connection; and a question that leads into the
// journal, where what was begun before stays.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Endings } from "../pages/endings.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];

for (const kind of BROWSERS) {
  test(`when something ends, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const endings = new Endings(noor.page);
    await relay.kill();

    await tell("Help now comes first, and no words before something was chosen", async () => {
      await noor.places.mine();
      await endings.open();
      await noor.sees("Could they punish you for a message? Then you owe none.");
      const help = await noor.page.$eval('main a[href="#/help"]', ({ textContent }) => textContent);
      assert.equal(help, "Help now");
      assert.equal(await noor.page.$("main textarea"), null);
    });

    await tell("each message can be changed and copied, and keeps what was changed while another is looked at", async () => {
      await endings.choose("A friendship");
      const before = await endings.message();
      assert.match(before, /step out of our friendship/u);
      const changed = before.replace("…", "the summer at the lake");
      await endings.write("Your words", changed);
      await endings.choose("Waiting for an answer");
      assert.match(await endings.message(), /I stop waiting today/u);
      await endings.choose("A friendship");
      assert.equal(await endings.message(), changed);
      assert.equal(await endings.copied(), changed);
    });

    await tell("what was changed is there after the lock, until the words are put back", async () => {
      await noor.places.mine();
      await endings.open();
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.heading("When something ends");
      assert.match(await endings.message(), /the summer at the lake/u);
      await endings.press("The words as they were");
      assert.match(await endings.message(), /I am thankful for …/u);
    });

    await tell("the keyboard is enough: it chooses, writes and copies", async () => {
      await noor.page.evaluate(() => document.querySelector("h1").focus());
      await tabTo(noor, "A friendship");
      await noor.page.keyboard.press("ArrowLeft");
      await noor.until("the words for dating", () => document.querySelector("main textarea").value.includes("not to go on dating"));
      await tabTo(noor, "Your words");
      await noor.page.keyboard.type("Hello. ");
      await tabTo(noor, "Copy the words");
      await endings.takeCopies();
      await noor.page.keyboard.press("Enter");
      await noor.until("the words to be copied", () => globalThis.copied?.includes("Hello. "));
    });

    await tell("a question leads into the journal, once, and takes nothing of what was begun there", async () => {
      await endings.press("Write a letter that stays here");
      await noor.heading("A new entry");
      await noor.sees("A letter that I do not send. What do I want to have said?");
      await noor.write("Your own words", "Dear you");
      await noor.places.mine();
      await endings.open();
      await endings.press("Think it through in the journal");
      await noor.heading("A new entry");
      await noor.sees("A letter that I do not send. What do I want to have said?");
      assert.equal(await noor.written("Your own words"), "Dear you");
      await noor.press("Save");
      await noor.sees("Kept on your own devices.");
      await noor.sees("A letter that I do not send. What do I want to have said?");
      await noor.places.mine();
      await noor.journal.open();
      await noor.journal.start();
      await noor.seesNo("A letter that I do not send.");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });
}
