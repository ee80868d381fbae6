// Saying no: a pause that runs by the clock, a rehearsal, the log, small steps; alone, without a connection, on every own device, and nobody
// else learns of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Endings } from "../pages/endings.js";
import { No } from "../pages/no.js";
import { OTHERS, PASSPHRASES, arrive, chapters } from "../people.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];

for (const kind of BROWSERS) {
  test(`saying no, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const no = new No(noor.page);
    await relay.kill();

    await tell("each page about a no has one quiet way to Help, and none asks for anything before it is begun", async () => {
      await noor.places.mine();
      await no.open();
      for (const page of ["Rehearse one", "A yes, or a no?", "Tiny noes"]) {
        await noor.followRow(page);
        await noor.heading(page);
        assert.equal((await noor.page.$$('main a[href="#/help"]')).length, 1, page);
        assert.equal(await noor.page.$("main .problem"), null, page);
        await noor.page.goBack();
        await noor.heading("Saying no");
      }
      assert.equal((await noor.page.$$('main a[href="#/help"]')).length, 1);
    });

    await tell("a pause asks how long, stands first while it runs, and gives a sentence to copy", async () => {
      await no.press("Begin the pause");
      await no.sees("Please choose how long.");
      await no.choose("Until a time of my own");
      await no.press("Begin the pause");
      await no.sees("Please choose a time.");
      await no.pause("Until tomorrow");
      assert.match((await no.ends())[0], /^Until tomorrow, 9:00/u);
      const endings = new Endings(noor.page);
      await endings.takeCopies();
      await no.press("Copy the sentence");
      await noor.until("the sentence to be copied", () => globalThis.copied === "I will tell you tomorrow.");
      await noor.places.mine();
      await noor.sees("A pause is running, until 9:00");
      await noor.places.today();
      await noor.seesNo("Your pause is over");
      await noor.places.mine();
      await no.open();
      await no.press("End the pause");
      await no.sees("The pause is over.");
      assert.deepEqual(await no.ends(), []);
    });

    await tell("when its time has come it stands on Today, and nothing rang", async () => {
      await no.pause("Ten minutes");
      await noor.page.evaluate(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 11 * 60 * 1000;
      });
      await noor.places.today();
      await noor.sees("Your pause is over");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.seesNo("Your pause is over");
      await noor.places.mine();
      await no.open();
      await no.press("End the pause");
      await no.sees("The pause is over.");
    });

    await tell("a rehearsal needs the no itself alone, keeps what is typed, and takes an example into what is empty", async () => {
      await no.rehearse();
      await no.press("Keep it");
      await no.sees("Please write what you would like, or your no.");
      await no.write("Describe", "The visitors came again.");
      // Another page comes when all that was typed before is on the disk.
      await noor.places.mine();
      await no.open();
      await no.rehearse();
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await no.heading("Rehearse one");
      assert.equal(await no.written("Describe"), "The visitors came again.");
      await no.unfold("Show an example");
      await no.press("Another one");
      await no.press("Another one");
      await no.sees("Not tonight.");
      await no.press("Begin with this one");
      await no.sees("The example stands in the empty fields.");
      assert.equal(await no.written("Describe"), "The visitors came again.", "nothing typed is lost");
      assert.equal(await no.written("Specify"), "Not tonight.");
      assert.equal(await no.written("What becomes possible"), "", "a no to touch has no offer");
      await no.write("What you call it, if you like", "Visitors");
    });

    await tell("it is said aloud in a quiet minute, which the keyboard begins and stops", async () => {
      await tabTo(noor, "Say it aloud");
      await noor.page.keyboard.press("Enter");
      const aloud = no.dialog();
      await aloud.heading("Say it aloud");
      await aloud.sees("Not tonight.");
      await aloud.press("Begin");
      await aloud.sees("Take your time. It is quiet for a minute.");
      await aloud.press("Stop");
      await aloud.button("Begin");
      await aloud.press("Close");
      await no.press("Keep it");
      await no.sees("Kept. It is yours alone.");
      await noor.places.mine();
      await no.open();
      await noor.followRow("Visitors");
      assert.equal(await no.written("Specify"), "Not tonight.");
    });

    await tell("the log keeps how a yes was meant, makes no sums, and opens Help once where it kept somebody safe", async () => {
      await noor.places.mine();
      await no.open();
      await noor.followRow("A yes, or a no?");
      await no.press("Keep it");
      await no.sees("Please choose what you said.");
      await no.sees("Please choose how you meant it.");
      await no.note({ said: "Yes", meaning: "To please", words: "The second shift." });
      await no.sees("Yes: To please");
      await no.seesNo("If a yes keeps you safe");
      await no.note({ said: "Yes", meaning: "To stay safe" });
      await no.sees("If a yes keeps you safe, it is no failing.");
      assert.doesNotMatch((await no.text()).replace(/\d+ \p{L}+|\p{L}+ \d+/gu, ""), /\d/u, "no number but the days");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await no.sees("Yes: To stay safe");
      await no.seesNo("If a yes keeps you safe");
    });

    await tell("a note is removed after a question", async () => {
      await noor.page.evaluate(() => [...document.querySelectorAll("main li")].find((li) => li.innerText.includes("The second shift.")).querySelector("button").click());
      await no.dialog().press("Remove");
      await no.sees("Removed.");
      await no.seesNo("The second shift.");
      await no.sees("Yes: To stay safe");
    });

    await tell("a step is tried, and another of one's own", async () => {
      await noor.places.mine();
      await no.open();
      await noor.followRow("Tiny noes");
      await no.unfold("Let a call ring out while you are busy.");
      await noor.page.evaluate(() => document.querySelector("details[open] textarea").focus());
      await noor.page.keyboard.type("That they would be cross.");
      await noor.page.evaluate(() => [...document.querySelectorAll("details[open] button[type=submit]")][0].click());
      await no.sees("Kept. It is yours alone.");
      await no.sees("That they would be cross.");
      await no.sees("You tried this on");
      await no.unfold("A step of your own");
      await noor.page.evaluate(() => [...document.querySelectorAll("details[open] button[type=submit]")].at(-1).click());
      await no.sees("Please write which.");
      await no.write("Which?", "Leave the phone in the hall.");
      await noor.page.evaluate(() => [...document.querySelectorAll("details[open] button[type=submit]")].at(-1).click());
      await no.heading("Leave the phone in the hall.");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });

  test(`a pause on every own device, and nothing of it with anybody else, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const no = new No(noor.page);
    await noor.places.mine();
    await no.open();
    await no.pause("An hour");
    await noor.places.settings();
    await noor.settings.connected();
    const second = await arrive(t, OTHERS, relay.address);
    await second.firstRun.haveWords();
    await second.recover.bringBack({ words, passphrase: PASSPHRASES.noor, relay: relay.address });
    await second.places.mine();
    await second.sees("A pause is running, until");
    const there = new No(second.page);
    await there.open();
    await there.press("End the pause");
    await there.sees("The pause is over.");
    await noor.places.mine();
    await noor.sees("Rehearse one, pause before a yes, small steps");
    second.problems.expectNone();
    noor.problems.expectNone();
  });
}
