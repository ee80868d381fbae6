// A date of two: several times are proposed, one is chosen, both can take it into their calendar, and one that falls can be taken out again.
// Besides: what would be new to both, a goal of which as much is shown as is ticked, a talk in one room, a guess at oneself.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { test } from "node:test";

import ICAL from "ical.js";

import { BROWSERS, startRelay } from "../harness.js";
import { Together } from "../pages/together.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";
import { go } from "../screens.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const IDEA = "Sow the same seeds and compare in a month";

/** So many days from now, as fields hold it. */
const dayFromNow = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

for (const kind of BROWSERS) {
  test(`a date of two, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const [noors, sams] = [new Together(noor.page), new Together(sam.page)];

    await tell("what is new to both is said once both show it", async () => {
      for (const [app, who, name] of [[noor, noors, "Sam"], [sam, sams, "Noor"]]) {
        await who.open(app, "Time together");
        await who.unfold("What would be new to you?");
        await who.tick(IDEA);
        await who.sees("One is ticked.");
        await who.press("Keep it for now");
        await who.sees("Saved. Only you see it until you share it.");
        await who.press(`Share with ${name}`);
        await who.dialog().press(`Share with ${name}`);
        await who.sees(`Shared with ${name}.`);
      }
      await noors.open(noor, "Time together");
      await noors.unfold("Ways to begin");
      await noors.choose("only what is new to both");
      await noors.sees("One idea");
      await noors.choose("deep");
      await noors.sees("Nothing of this kind.");
      await noors.choose("warm");
      await noors.press(`${IDEA} · new to both`);
      await noors.heading("Propose something");
      assert.equal(await noors.written("What"), IDEA);
    });

    await tell("several times are proposed; a day without its hour is marked, and nothing typed is lost", async () => {
      await noors.time(1, dayFromNow(3), "");
      await noors.choose("once");
      await noors.press("See what Sam will see");
      await noors.sees("Give the day and the hour, or leave both empty.");
      await noors.time(1, dayFromNow(3), "18:30");
      await noors.press("Another possible time");
      await noors.time(2, dayFromNow(4), "09:00");
      await noors.press("See what Sam will see");
      await noors.dialog().press("Share with Sam");
      await noors.sees("Shared with Sam.");
    });

    await tell("the other chooses one of them, and both hold the date", async () => {
      await sams.open(sam, "Time together");
      await sams.followRow(IDEA);
      await sams.choose("Yes");
      await sams.until("the times to choose from", () => document.querySelectorAll("main form fieldset").length > 1);
      await sams.page.evaluate(() => [...document.querySelectorAll("main form fieldset")].at(-1).querySelectorAll("input")[1].click());
      await sams.press("Send “Yes”");
      await sams.sees("Sent.");
      await sams.sees("A date of you both");
      await noors.sees("A date of you both");
    });

    let first = null;
    await tell("each takes it into their calendar, under one name, and says Busy to whoever sees the calendar", async () => {
      const [mine, theirs] = [await saved(noor, noors), await saved(sam, sams)];
      assert.equal(mine.event.uid, theirs.event.uid);
      assert.equal(mine.event.summary, "Busy");
      assert.equal(mine.event.startDate.toString().slice(0, 19), `${dayFromNow(4)}T09:00:00`);
      assert.equal(mine.event.duration.toSeconds(), 60 * 60);
      await noors.sees("You have it in your calendar.");
      first = mine;
    });

    await tell("a date that falls can be taken out of the calendar: the same name, and no lower number", async () => {
      await noors.press("Withdraw from Sam");
      await noors.dialog().press("Withdraw");
      await noors.seesNo("A date of you both");
      for (const [app, who] of [[noor, noors], [sam, sams]]) {
        await who.open(app, "Time together");
        await who.sees("Still in your calendar");
        await who.press(`File that takes “${IDEA}” out`);
        const { event, text } = await read(app);
        assert.equal(event.uid, first.event.uid);
        assert.ok(event.sequence >= first.event.sequence, `${event.sequence}`);
        assert.match(text, /STATUS:CANCELLED/u);
        await who.press(`“${IDEA}” is out`);
        await who.seesNo("Still in your calendar");
      }
    });

    await tell("of a goal as much is shown as is ticked, and never the obstacle", async () => {
      await go(noor, "#/mine/goals/new");
      await noor.write("Your wish", "Swim in the lake again");
      await noor.write("The best about it", "The quiet under water.");
      await noor.write("What in you gets in the way", "I am ashamed.");
      await noor.press("Keep it");
      await noors.open(noor, "Goals you share");
      await noors.follow("Share a goal");
      await noors.tick("The best thing about it");
      await noors.press("Put it into the form: “Swim in the lake again”");
      await noors.until("the wish in the form", () => [...document.querySelectorAll("main textarea")].some((one) => one.value === "Swim in the lake again"));
      await noors.write("How I like to be encouraged", "Ask me on Mondays.");
      await noors.press("See what Sam will see");
      await noors.dialog().press("Share with Sam");
      await noors.sees("Shared with Sam.");
      await sams.open(sam, "Goals you share");
      await sams.followRow("Swim in the lake again");
      await sams.sees("The quiet under water.");
      await sams.sees("Ask me on Mondays.");
      await sams.seesNo("ashamed");
    });

    await tell("a guess at oneself waits for its day", async () => {
      await noors.open(noor, "Guess at each other's cards");
      await noors.follow("Guess at yourself");
      await noors.follow("Write a guess");
      await noors.write("What I will like", "Cold water");
      await noors.press("Keep it");
      await go(noor, (await noor.page.evaluate(() => location.hash)).replace(/\/[^/]+$/u, ""));
      await noors.sees("To look at on");
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });

  test(`a talk in one room, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const noors = new Together(noor.page);
    const begin = async (topic) => {
      await noors.write("What about?", topic);
      await noors.press("Lock everything else, and begin");
      await noors.heading("Noor speaks");
    };
    const toRoom = async () => {
      await noors.open(noor, "Talk in turns");
      await noors.follow("Talk in one room");
    };
    const back = async () => {
      await noors.press("Back to the lock");
      await noor.lock.unlock(PASSPHRASES.noor);
    };

    await tell("whether it is safe is asked before, unseen by the other", async () => {
      await toRoom();
      await noors.heading("Is it safe to talk about this with them?");
      await noors.press("Skip this question");
      await noors.press("Lock everything else, and begin");
      await noors.sees("Something needs to stand here.");
    });

    await tell("while it goes on nothing of the vault is there, and a page that is loaded again is locked", async () => {
      await begin("The holidays");
      assert.equal(await noor.page.$("nav"), null);
      assert.doesNotMatch(await noor.page.content(), /Today|Settings/u);
      await noor.page.reload();
      await noor.lock.shown();
      await noor.lock.unlock(PASSPHRASES.noor);
    });

    await tell("it goes in turns, only who spoke says “understood”, and both endings are there", async () => {
      await toRoom();
      await noors.press("Skip this question");
      await begin("The holidays");
      await noors.write("To write down, if you like", "I was alone with the packing.");
      await noors.press("Pass it to Sam");
      await noors.heading("Sam says it back");
      await noors.press("Pass it to Noor");
      await noors.heading("Noor: was it understood?");
      await noors.press("Not quite");
      await noors.heading("Noor speaks");
      await noors.press("Pass it to Sam");
      await noors.press("Pass it to Noor");
      await noors.press("Understood");
      await noors.press("Sam speaks");
      await noors.heading("Sam speaks");
      await noors.press("Rest");
      await noors.press("Go on");
      await noors.press("Pass it to Noor");
      await noors.press("Pass it to Sam");
      await noors.press("Understood");
      await noors.press("To the end");
      await noors.heading("How do you leave it?");
      await noors.write("Who, what, until when", "Noor packs, Sam cooks, until Sunday");
      await noors.press("We try this");
    });

    await tell("it is kept only if both want it, and coming back asks for the passphrase", async () => {
      await noors.heading("Sam: keep what was written?");
      await noors.press("Let it go");
      await noors.heading("Noor: keep what was written?");
      await noors.press("Keep it");
      await noors.sees("Nothing of it is kept.");
      await back();
      await toRoom();
      await noors.press("Skip this question");
      await noors.seesNo("Kept, as both wanted");
      await begin("The dishes");
      await noors.write("To write down, if you like", "I wash, always.");
      await noors.press("Pass it to Sam");
      await noors.press("End the talk");
      await noors.press("Keep it");
      await noors.heading("Noor: keep what was written?");
      await noors.press("Keep it");
      await noors.sees("Both of you want it kept.");
      await back();
      await toRoom();
      await noors.press("Skip this question");
      await noors.unfold("The dishes");
      await noors.sees("Noor: I wash, always.");
    });

    await tell("the other's device has heard nothing of it", async () => {
      assert.doesNotMatch(await sam.page.content(), /dishes|packing/u);
    });
    noor.problems.expectNone();
  });
}

/** Saves the file, and reads its event. */
async function saved(app, who) {
  await who.press("Save a calendar file");
  return read(app);
}

async function read(app) {
  const { file, bytes } = await app.person.downloaded(".ics");
  await rm(file);
  const text = bytes.toString();
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { text, event: new ICAL.Event(calendar.getFirstSubcomponent("vevent")) };
}
