// Goals and what matters: alone, without a connection, by pointer and keyboard, on every own device; nothing counts how far anybody is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Own } from "../pages/own.js";
import { OTHERS, PASSPHRASES, arrive, chapters } from "../people.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];
const STEPS = "Buy paper\n\n  Clear the table\nBuy paper\nWednesday, seven";

for (const kind of BROWSERS) {
  test(`goals and values, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const own = new Own(noor.page);
    await relay.kill();

    await tell("a goal needs its wish alone, and what is typed is there again after loading", async () => {
      await noor.places.mine();
      await own.open("Goals");
      await own.sees("What do you wish for, for yourself?");
      await own.follow("Write a goal");
      await own.heading("Write a goal");
      await own.press("Keep it");
      await own.sees("Please write what you wish for.");
      await own.write("Your wish", "Paint again");
      await own.write("If this comes up", "someone asks for Wednesday.");
      await own.write("Steps", STEPS);
      await noor.places.mine();
      await own.open("Goals");
      await own.follow("Write a goal");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await own.heading("Write a goal");
      assert.equal(await own.written("Your wish"), "Paint again");
      assert.equal(await own.written("Steps"), STEPS);
    });

    await tell("whoever is stopped by somebody is shown Help, and nothing of that is kept", async () => {
      await own.choose("It is not in me: somebody stops me");
      await own.sees("Then a plan for yourself may not be the right tool");
      await own.until("the obstacle's field to go", () => !document.querySelector("main form").textContent.includes("What in you gets in the way"));
      assert.ok(await noor.page.$('main a[href="#/help"]'));
      await noor.places.mine();
      await own.open("Goals");
      await own.follow("Write a goal");
      await own.heading("Write a goal");
      assert.ok(await noor.page.$eval("main form", (form) => form.textContent.includes("What in you gets in the way")));
      assert.equal(await own.written("If this comes up"), "someone asks for Wednesday.", "what was written is still there");
    });

    await tell("too many or too long steps are said at them", async () => {
      await own.write("Steps", Array.from({ length: 21 }, (_, number) => `Step ${number}`).join("\n"));
      await own.press("Keep it");
      await own.sees("These are too many steps. There is room for 20.");
      await own.write("Steps", "x".repeat(161));
      await own.press("Keep it");
      await own.sees("One step is too long. There is room for 160 characters in each.");
      await own.write("Steps", STEPS);
      await own.write("Then I will", "say that I will answer tomorrow");
      await own.press("Keep it");
      await own.sees("Kept. When that moment comes, you know already what you will do.");
      await own.sees("say that I will answer tomorrow");
    });

    await tell("steps keep their order, and are ticked by pointer and keyboard", async () => {
      assert.deepEqual(await own.steps(), [["Buy paper", false], ["Clear the table", false], ["Wednesday, seven", false]]);
      await noor.page.click("main .ticks li:nth-child(2) input");
      await own.sees("Clear the table: that is behind you.");
      await noor.page.focus("main .ticks li:nth-child(3) input");
      await noor.page.keyboard.press(" ");
      await own.sees("Wednesday, seven: that is behind you.");
      await noor.page.keyboard.press(" ");
      await own.until("the step to be open again", () => !document.querySelector("main .ticks li:nth-child(3) input").checked);
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await own.heading("A goal of yours");
      assert.deepEqual(await own.steps(), [["Buy paper", false], ["Clear the table", true], ["Wednesday, seven", false]]);
    });

    await tell("what is ticked and ended meanwhile stays when the words are changed, however often", async () => {
      await noor.page.click("main .ticks li:nth-child(1) input");
      await own.sees("Buy paper: that is behind you.");
      await own.unfold("Change the words");
      for (const outcome of ["A picture on the wall", "A picture on the wall, and a quiet hour"]) {
        await own.write("The best about it", outcome);
        await own.press("Keep it");
        await own.sees(outcome);
        assert.deepEqual(await own.steps(), [["Buy paper", true], ["Clear the table", true], ["Wednesday, seven", false]]);
        await own.seesNo("Written at the same time");
      }
      await own.press("Done");
      await own.sees("You wished for it, and it is there.");
      await own.write("The best about it", "A picture on the wall");
      await own.press("Keep it");
      await own.seesNo("and a quiet hour");
      await own.sees("You wished for it, and it is there.");
      await own.seesNo("Written at the same time");
      await own.press("Take it up again");
      await own.until("the ends to be there", () => [...document.querySelectorAll("main .wash-self button")].some((one) => one.textContent === "Done"));
      await noor.page.click("main .ticks li:nth-child(1) input");
      await own.until("the step to be open again", () => !document.querySelector("main .ticks li:nth-child(1) input").checked);
    });

    await tell("done, let go and changed are drawn alike, and each can be taken back", async () => {
      const looks = await noor.page.$$eval("main .wash-self button", (all) => all.map((one) => `${one.className} ${one.textContent}`));
      assert.deepEqual(looks, ["btn quiet Done", "btn quiet Let go", "btn quiet Changed"]);
      for (const [end, text] of [["Let go", "This one you put down."], ["Changed", "It became something else."], ["Done", "You wished for it, and it is there."]]) {
        await own.press(end);
        await own.sees(text);
        await own.press("Take it up again");
        await own.sees("All three are good answers.");
      }
      await own.press("Let go");
      await own.sees("The time that it asked for is yours again.");
      await noor.places.mine();
      await own.open("Goals");
      await own.sees("Done, let go, changed");
      assert.doesNotMatch(await own.text(), /\d|%/u, "nothing is counted");
    });

    await tell("changing the words keeps the steps that are done", async () => {
      await noor.followRow("Paint again");
      await own.unfold("Change the words");
      await own.write("Your wish", "Paint again, in oil");
      await own.write("Steps", "Clear the table\nBuy oil");
      await own.press("Keep it");
      await own.heading("Paint again, in oil");
      await own.until("the steps", () => document.querySelectorAll("main .ticks li").length === 2);
      assert.deepEqual(await own.steps(), [["Clear the table", true], ["Buy oil", false]]);
      await own.press("Remove this goal");
      await own.dialog().press("Remove");
      await own.sees("Removed.");
      await own.sees("What do you wish for, for yourself?");
    });

    await tell("values are chosen or written, and moved by the keyboard", async () => {
      await noor.places.mine();
      await own.open("What matters to me");
      await own.press("Add it");
      await own.sees("Please write what matters to you, or choose a word.");
      await own.unfold("Words to choose from");
      await own.press("Honesty");
      assert.equal(await own.written("In a word or two"), "Honesty");
      await own.value("Honesty", "Tell Ana that I am tired.");
      assert.equal(await own.written("In a word or two"), "", "the form is empty for the next one");
      await own.seesNo("Not saved yet");
      await own.value("Rest");
      await own.value("The sea");
      assert.deepEqual(await own.values(), ["Honesty", "Rest", "The sea"]);
      await tabTo(noor, "Move The sea up");
      await noor.page.keyboard.press("Enter");
      await own.sees("The sea stands further up.");
      await own.until("the focus to go along", () => document.activeElement?.closest("[data-value]")?.textContent.includes("The sea"));
      await noor.page.keyboard.press("Enter");
      await own.until("the sea to stand first", () => document.querySelector("[data-value] h3").textContent === "The sea");
      await own.until("the focus to stay", () => document.activeElement?.textContent === "Up");
      await noor.page.keyboard.press("Enter");
      await own.sees("The sea stands first already.");
      await own.press("Move The sea down");
      await own.sees("The sea stands further down.");
      // What slid under the pointer meanwhile is not what was meant.
      await own.press("Move Honesty down");
      await own.write("In a word or two", "honesty");
      await own.press("Add it");
      await own.sees("This word stands here already.");
      await own.press("Discard what I wrote");
      assert.deepEqual(await own.values(), ["Honesty", "The sea", "Rest"]);
    });

    await tell("how one looks this week is written over the old line", async () => {
      await noor.page.evaluate(() => document.querySelector("[data-value] summary").click());
      for (const line of ["Say what I think.", "Say what I think of the plan."]) {
        await own.write("How Honesty looks this week", line);
        await own.press("Keep this line");
        await own.sees("Kept. That is what it looks like in a week of yours.");
        await own.until("the line to stand above", (line) => [...document.querySelectorAll("[data-value] p")].some((one) => one.textContent === line), line);
        await own.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
        await own.seesNo("Written at the same time");
      }
      assert.deepEqual(await own.values(), ["Honesty", "The sea", "Rest"]);
      await own.press("Remove Rest");
      await own.dialog().press("Remove");
      await own.sees("Removed.");
      assert.deepEqual(await own.values(), ["Honesty", "The sea"]);
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });

  test(`a goal on every own device, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const own = new Own(noor.page);
    await noor.places.mine();
    await own.open("Goals");
    await own.goal({ "Your wish": "Learn to swim", Steps: "Find a pool\nAsk Ana" });
    await noor.places.settings();
    await noor.settings.connected();
    const second = await arrive(t, OTHERS, relay.address);
    await second.firstRun.haveWords();
    await second.recover.bringBack({ words, passphrase: PASSPHRASES.noor, relay: relay.address });
    const there = new Own(second.page);
    await second.places.mine();
    await there.open("Goals");
    await second.followRow("Learn to swim");
    await there.heading("A goal of yours");
    await second.page.click("main .ticks li:nth-child(1) input");
    await there.sees("Find a pool: that is behind you.");
    await noor.places.mine();
    await own.open("Goals");
    await noor.followRow("Learn to swim");
    await own.heading("A goal of yours");
    await own.until("the step to be ticked here", () => document.querySelector("main .ticks input")?.checked);
    await there.press("Done");
    await own.sees("You wished for it, and it is there.");
    noor.problems.expectNone();
    second.problems.expectNone();
  });
}
