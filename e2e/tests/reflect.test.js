// Contrasts and signs: one statement at a time, kept only when all of it is, with bands that say how little is known; nobody else learns of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Reflect } from "../pages/reflect.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];
const OPPOSITE = /fix their mood|more than I could spare|agreed aloud|said sorry|went quiet|mocking tone|feel guilty|cold or silent|good enough|decided how I saw/u;

for (const kind of BROWSERS) {
  test(`contrasts and signs, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const reflect = new Reflect(noor.page);
    await relay.kill();

    await tell("with nobody added it says what it is about, and how to begin", async () => {
      await noor.places.mine();
      await noor.followRow("Five contrasts");
      await noor.sees("The other person never learns of it");
      await noor.follow("Add somebody");
      await noor.ours.add({ name: "Kim", kind: "Friend" });
    });

    await tell("one statement at a time: the keyboard answers, goes back, and what was answered waits through the lock", async () => {
      await noor.places.mine();
      await reflect.open("Five contrasts", "Kim");
      await noor.follow("Begin");
      await noor.sees("With Kim · your own side · 1 of 30");
      const first = await reflect.statement();
      await tabTo(noor, "Often");
      await noor.page.keyboard.press("Enter");
      await noor.until("the second statement", (first) => document.querySelector("main h2").textContent !== first, first);
      await noor.sees("2 of 30");
      await reflect.answer("It did not come up");
      await noor.press("Back");
      await noor.sees("2 of 30");
      await noor.press("Back");
      await noor.until("the first statement again", (first) => document.querySelector("main h2").textContent === first, first);
      assert.equal(await noor.page.$eval("main [aria-pressed=true]", (button) => button.textContent), "Often");
      await reflect.answer("Seldom");
      // Another page comes when all that was answered before is on the disk.
      await noor.places.mine();
      await reflect.open("Five contrasts", "Kim");
      await noor.follow("Go on");
      await noor.sees("2 of 30");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees("2 of 30");
    });

    await tell("stopped, nothing is kept", async () => {
      await noor.press("Stop, keep nothing");
      await noor.sees("Nothing was kept.");
      await noor.follow("Begin");
      await noor.sees("1 of 30");
      assert.equal(await noor.page.$("main [aria-pressed=true]"), null);
    });

    await tell("five bands, each with what it rests on; too few answers are said to be", async () => {
      const asked = await reflect.answerAll((statement) => {
        if (/approve|think is right|their criticism|kindly to myself/u.test(statement)) return "It did not come up";
        return OPPOSITE.test(statement) ? "Seldom" : "Often";
      });
      assert.equal(new Set(asked).size, 30);
      await reflect.keep();
      const bands = await reflect.bands();
      assert.deepEqual(Object.keys(bands), ["Boundaries", "Honest closeness", "Communication", "Understanding", "Worth"]);
      assert.equal(bands.Boundaries, "Around mostly there · 6 answers", "six equal answers are half a step wide still");
      assert.equal(bands.Worth, "Too few answers to say. That is a good answer too.");
      await noor.sees("It is about your side only. Nothing is added up.");
      await noor.sees("If a no is unsafe, these answers show how you protect yourself.");
      await reflect.unfold("What it rests on");
      await noor.sees("Seldom · counts the other way round");
      await noor.sees("Once a month is often enough.");
    });

    await tell("a change is named where it is more than chance", async () => {
      await noor.follow("Reflect again");
      await reflect.answerAll((statement, step) => {
        if (/I named my limit|kept my own view|handle what was theirs|which feelings/u.test(statement)) return "Very often";
        if (/fix their mood|more than I could spare/u.test(statement)) return "Never";
        if (/told them what I really wanted/u.test(statement)) return "Very often";
        return OPPOSITE.test(statement) ? "Seldom" : "Often";
      });
      await reflect.keep();
      const bands = await reflect.bands();
      assert.match(bands.Boundaries, /^Around clearly there · 6 answers · more of it than on /u);
      assert.match(bands["Honest closeness"], /6 answers · too close to .* to say$/u);
      assert.equal((await noor.page.$$(".band .before")).length, 4);
    });

    await tell("signs are told as words, by what the other is", async () => {
      await noor.places.mine();
      await reflect.open("Signs", "Kim");
      await noor.follow("Begin");
      await noor.sees("1 of 10");
      const asked = await reflect.answerAll(() => "At times");
      assert.ok(asked.includes("Giving and taking even out over time."));
      assert.equal(asked.at(-1), "They can say no to me, and we stay well.");
      await reflect.keep();
      await noor.sees("They are no verdict, and they cannot rule out harm.");
    });

    await tell("answers are removed after a question, and the earlier ones stand again", async () => {
      await noor.places.mine();
      await reflect.open("Five contrasts", "Kim");
      await noor.page.evaluate(() => document.querySelector("main ul.cards button").click());
      await noor.dialog().press("Remove");
      await noor.sees("Removed.");
      assert.equal((await reflect.bands()).Boundaries, "Around mostly there · 6 answers");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });
}
