// What two people do together, the rest of it: questions step by step, closeness, memories, good news, plans to thank, both chairs, limits, and what
// each knows of the other. What is one's own alone is never on the other's screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { Together } from "../pages/together.js";
import { chapters, linkedPeople } from "../people.js";

for (const kind of BROWSERS) {
  test(`the rest of what is ours, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const [noors, sams] = [new Together(noor.page), new Together(sam.page)];
    const share = async (who, name) => {
      await who.press(`See what ${name} will see`);
      await who.dialog().press(`Share with ${name}`);
      await who.sees(`Shared with ${name}.`);
    };

    await tell("an answer is there at once, and the next depth opens once both want it", async () => {
      await noors.open(noor, "Questions for both of you");
      assert.equal(await noors.has("Questions that are warm"), false);
      await noors.unfold("Questions that are light");
      const question = await noor.page.$eval("main .starters button", (button) => button.textContent);
      await noors.press(question);
      await noors.heading("Answer a question");
      assert.equal(await noors.written("The question"), question);
      await noors.write("My answer", "The kitchen, on Sundays.");
      await share(noors, "Sam");
      await sams.open(sam, "Questions for both of you");
      await sams.followRow(question);
      await sams.sees("The kitchen, on Sundays.");
      await sams.press("Answer it too");
      await sams.heading("Answer a question");
      assert.equal(await sams.written("The question"), question);
      await sams.open(sam, "Questions for both of you");
      await sams.press("I would like questions that are warm");
      await sams.sees("They open once Noor wants them too.");
      await noors.open(noor, "Questions for both of you");
      await noors.press("I would like questions that are warm");
      await noors.unfold("Questions that are warm");
      await sams.unfold("Questions that are warm");
    });

    await tell("of closeness one card is shown, and “not now” is said of one's own at any time", async () => {
      await noors.open(noor, "Closeness that both want");
      await noors.follow("Write a card");
      await noors.write("What I like", "A hand on my back");
      await noors.choose("gladly");
      await share(noors, "Sam");
      await sams.open(sam, "Closeness that both want");
      await sams.followRow("A hand on my back");
      await sams.answer("Not now");
      await noors.sees("Sam: Not now");
      await noors.unfold("Change it");
      await noors.choose("not now");
      await share(noors, "Sam");
      await sams.sees("not now");
    });

    await tell("a memory, two notes of one day", async () => {
      await noors.open(noor, "Memories");
      await noors.follow("Write a note");
      await noors.write("What we did", "The lake");
      await noors.date("When it was", "2026-07-12");
      await noors.write("What I want to keep of it", "Cold feet, warm tea.");
      await share(noors, "Sam");
      await sams.open(sam, "Memories");
      await sams.followRow("The lake");
      await sams.sees("Cold feet, warm tea.");
    });

    await tell("who hears good news asks, and the other may tell more", async () => {
      await sams.open(sam, "Good news");
      await sams.propose("Tell good news", "Noor", { "What went well": "I got the part." });
      await noors.open(noor, "Good news");
      await noors.followRow("I got the part.");
      await noors.say("Sam", { "Be glad with them, and ask": "When did you know?" });
      await sams.sees("When did you know?");
      await sams.say("Noor", { "Tell a little more": "When they laughed." });
      await noors.sees("When they laughed.");
    });

    await tell("a plan to thank and both chairs are one's own alone", async () => {
      await noors.open(noor, "Thank for one thing");
      await noors.follow("A plan to thank");
      await noors.follow("Make a plan");
      await noors.write("If this comes up", "Sam cooks");
      await noors.write("Then I say", "that I noticed");
      await noors.press("Keep it");
      await noors.sees("It stays yours alone.");
      await noors.open(noor, "Talk in turns");
      await noors.follow("Both chairs");
      await noors.follow("Write from both chairs");
      await noors.heading("Is it safe to talk about this with them?");
      await noors.press("Yes");
      await noors.write("From my chair", "I waited an hour.");
      await noors.write("From the other chair", "The bus did not come.");
      await noors.press("Keep it");
      await noors.sees("The bus did not come.");
      assert.equal(await noors.has("Share with Sam"), false);
      assert.doesNotMatch(await sam.page.content(), /waited an hour|Sam cooks/u);
    });

    await tell("limits and goals that were shown stand together, and are no list of duties", async () => {
      await noors.open(noor, "Limits");
      await noors.follow("Write a limit");
      await noors.write("What I do not want, or cannot give", "No calls after ten");
      await share(noors, "Sam");
      await sam.places.ours();
      await sams.followRow("What you know of them");
      await sams.heading("What you know of Noor");
      await sams.sees("No calls after ten");
      await sams.sees("Nothing here is a duty of yours.");
    });

    await tell("withdrawn, it is gone for the other, and nothing says why", async () => {
      await noors.open(noor, "Limits");
      await noors.followRow("No calls after ten");
      await noors.press("Withdraw from Sam");
      await noors.dialog().press("Withdraw");
      await sams.seesNo("No calls after ten");
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
