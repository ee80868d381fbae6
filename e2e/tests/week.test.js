// Looking back: the journal by its words and by month, questions of one's own, and a week; and what Today suggests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];

for (const kind of BROWSERS) {
  test(`looking back, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await relay.kill();
    const write = async (text) => {
      await noor.places.mine();
      await noor.journal.open();
      await noor.journal.start();
      await noor.journal.keep(text);
    };

    await tell("a question of one's own comes along with the others", async () => {
      await noor.places.mine();
      await noor.journal.open();
      await noor.followRow("Questions of your own");
      await noor.press("Add");
      await noor.sees("Please write a question.");
      await noor.write("A question", "What did the sea say?");
      await noor.press("Add");
      await noor.sees("Added.");
      await noor.places.mine();
      await noor.journal.open();
      await noor.journal.start();
      const asked = [];
      while (!asked.includes("What did the sea say?")) {
        const before = await noor.journal.prompt();
        assert.ok(!asked.includes(before), before);
        asked.push(before);
        await noor.journal.another();
        await noor.until("another question", (before) => document.querySelector(".prompt h2")?.textContent !== before, before);
      }
    });

    await tell("entries are found by words in any order and any case, and nothing is in the address", async () => {
      await write("The Lake was cold, and we laughed.");
      await write("Said no to the second shift.");
      await noor.places.mine();
      await noor.journal.open();
      const address = await noor.page.evaluate(() => location.href);
      await noor.unfold("Search your own words");
      await noor.write("Search your own words", "cold lake");
      await noor.press("Search");
      await noor.sees("One entry was found for “cold lake”.");
      await noor.sees("The Lake was cold");
      await noor.seesNo("Said no to the second shift.");
      await noor.write("Search your own words", "elephant");
      await noor.press("Search");
      await noor.sees("Nothing was found for “elephant”.");
      assert.equal(await noor.page.evaluate(() => location.href), address);
      await noor.press("Show all");
      await noor.sees("Said no to the second shift.");
    });

    await tell("by month, the days on which something was written lead to it", async () => {
      await noor.press("By month");
      const written = await noor.page.$$eval(".days .written", (days) => days.length);
      assert.equal(written, 1);
      await noor.page.click(".days .written");
      await noor.until("the entry to have the focus", () => document.activeElement?.matches("li[data-day]"));
      await noor.press("The month before");
      await noor.sees("Nothing was written then. That is fine.");
      await noor.press("The month after");
      await noor.sees("Said no to the second shift.");
      await noor.press("Show all");
    });

    await tell("a week holds what was said of its days, what was written, and four lines that are kept", async () => {
      await noor.places.mine();
      await noor.checkIn.open();
      await noor.checkIn.point("How much did the day feel like yours?", 4);
      await noor.checkIn.keep();
      await noor.places.mine();
      await noor.followRow("A look back");
      await noor.heading("A look back");
      await noor.labelled("4 of 7, from hardly yours to wholly yours");
      await noor.sees("Said no to the second shift.");
      await noor.press("Keep it");
      await noor.sees("Write one line in any of them.");
      await noor.write("One thing to keep", "The walk.");
      await noor.press("Keep it");
      await noor.sees("Kept. It is yours alone.");
      await noor.press("The week before");
      await noor.sees("No check-in this week. That is fine.");
      assert.equal(await noor.written("One thing to keep"), "");
      await noor.press("The week after");
      await noor.labelled("4 of 7, from hardly yours to wholly yours");
      assert.equal(await noor.written("One thing to keep"), "The walk.");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.heading("A look back");
      assert.equal(await noor.written("One thing to keep"), "The walk.");
    });

    await tell("Today suggests one thing after the check-in, another one, and none; and says when it is enough", async () => {
      await noor.places.today();
      await noor.sees("You have looked at today. That is enough.");
      await noor.sees("Who is close to you?");
      const seen = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const title = await noor.page.$eval("main .columns h2", (heading) => heading.parentElement.innerText);
        assert.ok(!seen.includes(title), title);
        seen.push(title);
        if (turn < 4) await noor.press("Another one");
      }
      await noor.until("no other one", () => ![...document.querySelectorAll("main button")].some((one) => one.textContent === "Another one"));
      await noor.press("None today");
      await noor.heading("Nothing waits for you");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });

  test(`people of one's own to turn to, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.page.evaluate(() => { location.hash = "#/help"; });
    await noor.heading("Help now");
    await noor.unfold("Add or remove somebody of your own");
    await noor.press("Add");
    await noor.sees("Please write a name.");
    await noor.sees("Please write how you reach them.");
    await noor.write("Who", "Aunt Edda");
    await noor.write("How you reach them", "+49 30 1234");
    await noor.press("Add");
    await noor.sees("Added. Only you see this.");
    await noor.places.today();
    await noor.press("Help");
    const help = noor.dialog();
    await help.heading("Aunt Edda");
    assert.equal(await noor.page.$eval("dialog[open] a[href^='tel:+49']", ({ href }) => href), "tel:+49301234");
    await help.press("Close");
    await noor.page.reload();
    await noor.lock.shown();
    await noor.press("Help");
    await help.sees("People who listen");
    assert.equal((await help.text()).includes("Aunt Edda"), false, "behind the lock nobody reads who they are");
    await help.press("Close");
    await noor.lock.unlock(PASSPHRASES.noor);
    await noor.page.evaluate(() => { location.hash = "#/help"; });
    await noor.heading("Help now");
    await noor.unfold("Add or remove somebody of your own");
    await noor.press("Remove Aunt Edda");
    await noor.dialog().press("Remove");
    await noor.sees("Removed.");
    await noor.seesNo("Aunt Edda");
    noor.problems.expectNone();
  });
}
