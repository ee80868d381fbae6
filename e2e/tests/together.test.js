// What two people do together, in two browsers: thanks, a guessing exchange, a talk in turns, an agreement, space. Each needs the other's yes, and each ends alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { Together } from "../pages/together.js";
import { chapters, linkedPeople } from "../people.js";
import { dump, folder, settle, still } from "../traces.js";

for (const kind of BROWSERS) {
  test(`two people do things together, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const [noors, sams] = [new Together(noor.page), new Together(sam.page)];

    await tell("thanks are previewed, shared and read; nothing is asked back", async () => {
      await noors.open(noor, "Thank for one thing");
      await noors.propose("Write thanks", "Sam", { "One concrete thing": "You listened without hurry on Tuesday." });
      await sams.open(sam, "Thank for one thing");
      await sams.followRow("You listened without hurry on Tuesday.");
      await sams.sees("Shared by Noor");
      assert.equal(await sam.page.$("main input[type=radio]"), null, "there is nothing to answer");
    });

    await tell("a beginning is put into the form that stands there, and keeping it after a mistake does not stop the preview", async () => {
      await noors.open(noor, "Thank for one thing");
      await noors.follow("Write thanks");
      await noors.press("Keep it for now");
      await noors.sees("Something needs to stand here.");
      await noors.unfold("Ways to begin");
      await noors.press("You remembered …");
      await noors.until("the text to begin", () => document.querySelector("main textarea").value === "You remembered ");
      await noors.write("One concrete thing", "You remembered the date.");
      await noors.press("See what Sam will see");
      await noors.dialog().heading("Share with Sam?");
      await noors.dialog().press("Keep it mine");
      await noors.sees("You remembered the date.");
    });

    await tell("an agreement takes two signatures, and one of them ends it", async () => {
      await noors.open(noor, "Agreements");
      await noors.propose("Propose an agreement", "Sam", { "The exact words": "Whoever is late writes by six." }, ["One small thing that we will try"]);
      await noors.press("Sign it");
      await noors.send("Sam");
      await noors.sees("You signed. It waits for Sam");
      await sams.open(sam, "Agreements");
      await sams.followRow("Whoever is late writes by six.");
      await sams.answer("Sign it");
      await sams.sees("In force since");
      await noors.sees("In force since");
      await noors.press("End this agreement");
      await noors.dialog().heading("End this agreement?");
      await noors.dialog().press("Keep it");
      await noors.sees("In force since");
      await noors.press("End this agreement");
      await noors.dialog().press("End this agreement");
      await noors.sees("It is over");
      await sams.sees("It is over");
      await sams.seesNo("Noor ended");
    });

    await tell("before a talk it is asked whether it is safe, and “no” sends nothing", async () => {
      await noors.open(noor, "Talk in turns");
      await noors.follow("Invite to a talk");
      await noors.heading("Is it safe to talk about this with them?");
      await noors.press("No");
      await noors.sees("Nothing was sent.");
      assert.equal(await noor.page.$("main form"), null);
      await noors.open(noor, "Talk in turns");
      await noors.follow("Invite to a talk");
      await noors.press("Skip this question");
      await noors.heading("Invite to a talk");
      await noors.open(noor, "Talk in turns");
      await noors.follow("Invite to a talk");
      await noors.heading("Is it safe to talk about this with them?");
    });

    await tell("a talk is opened with one topic, after what one hopes for", async () => {
      await noors.open(noor, "Thank for one thing");
      await noor.page.goBack();
      await noors.followRow("Talk in turns");
      await noors.follow("Invite to a talk");
      await noors.press("Skip this question");
      await noors.heading("Invite to a talk");
      await noors.choose("To be understood");
      await noors.write("One topic", "The dishes");
      await noors.press("See what Sam will see");
      await noors.dialog().press("Share with Sam");
      await noors.sees("Shared with Sam.");
    });

    await tell("safety_s27_gate: who is asked to talk is asked first whether it is safe; “no” and “not sure” change not a byte", async () => {
      await settle(relay, sam);
      for (const answer of ["No", "Not sure"]) {
        await sams.open(sam, "Talk in turns");
        await sams.followRow("The dishes");
        await sams.heading("Is it safe to talk about this with them?");
        await sams.sees("Shared by Noor");
        await sams.sees("The dishes");
        await still(relay);
        const wire = [];
        const heard = (request) => wire.push(request.url());
        sam.page.on("request", heard);
        const before = [await sam.page.evaluate(dump), await folder(relay)];
        await sams.press(answer);
        await sams.sees("Nothing was sent.");
        assert.equal(await sam.page.$("main form"), null, "nothing is done together");
        for (const way of ["Help now", "People to turn to", "A kind moment for yourself", "Write for yourself"]) assert.ok(await sams.has(way), way);
        await still(relay);
        assert.deepEqual([await sam.page.evaluate(dump), await folder(relay)], before);
        assert.deepEqual(wire, []);
        sam.page.off("request", heard);
      }
      await noors.sees("Sam has not answered. There is no clock.");
    });

    await tell("a talk goes from three sentences to understood, and rests when one of them wants it", async () => {
      await sams.open(sam, "Talk in turns");
      await sams.followRow("The dishes");
      await sams.press("Yes");
      await sams.sees("only the speaker says “understood”");
      await sams.answer("Yes");
      await sams.sees("It is the turn of Noor");

      await noors.say("Sam", {
        "What happened": "On Friday we both waited.",
        "What it was like for me": "I felt far away.",
        "What I would like": "One small thing.",
      }, ["gentle"]);
      await sams.say("Noor", { "What did they say?": "You waited, and felt far from me." });
      await noors.sees("Your turn");
      const missing = () => noor.page.evaluate(() => [...document.querySelectorAll("main .now label")].some((label) => label.checkVisibility() && label.textContent === "What is missing"));
      await noors.press("To what you can say now");
      await noors.until("the form to be reached", () => document.activeElement.closest("main .now") !== null);
      assert.equal(await missing(), false, "nothing is asked for that does not belong to the choice");
      await noors.choose("Not quite");
      assert.equal(await missing(), true);
      await noors.write("What is missing", "That I was glad at first.");
      await noors.say("Sam", {}, ["Understood"]);
      await noors.seesNo("That I was glad at first.");
      await sams.sees("Your turn");
      await sams.press("A pause");
      await sams.send("Noor");
      await noors.sees("It rests");
      await sams.press("Go on");
      await noors.sees("It is the turn of Sam");
    });

    await tell("all that was said stands in what the other sees, each with its own words", async () => {
      await noor.places.ours();
      await noor.theySee.open("Sam");
      for (const words of ["The dishes", "On Friday we both waited.", "Understood", "Whoever is late writes by six.", "To “The dishes”"]) await noors.sees(words);
    });

    await tell("two guess at each other's cards; a card opens with the guess", async () => {
      await noor.places.mine();
      await noor.card.start();
      await noor.card.fill({ text: "Rain on a tent roof" });
      await noor.card.save();
      await noors.sees("Saved.");
      await noors.open(noor, "Guess at each other's cards");
      await noors.propose("Invite to guess", "Sam", {});
      await sams.open(sam, "Guess at each other's cards");
      await sams.followRow("Guessing exchange");
      await sams.answer("Yes");
      await noors.press("Put forward: “Rain on a tent roof”");
      await noors.send("Sam");
      await sams.sees("A card was put forward.");
      await sams.seesNo("Rain on a tent roof");
      await sams.say("Noor", { "What might they have written?": "The sea" });
      await sams.sees("Rain on a tent roof");
      await noors.say("Sam", { "Tell a little more": "Since I was seven." });
      await sams.sees("Since I was seven.");
    });

    await tell("what was said is taken back only once that is asked, and either ends the guessing", async () => {
      await sams.press("Take it back: “The sea”");
      await sams.dialog().press("Leave it shared");
      await sams.sees("The sea");
      await sams.press("End the guessing");
      await sams.dialog().heading("End the guessing?");
      await sams.dialog().press("Go on");
      await sams.sees("The sea");
      await sams.press("End the guessing");
      await sams.dialog().press("End the guessing");
      await sams.sees("The guessing is over.");
      for (const person of [sams, noors]) await person.seesNo("The sea");
      await sams.seesNo("Rain on a tent roof");
    });

    await tell("space is one calm line for the other, and quiet on one's own side is never told", async () => {
      await noors.open(noor, "Space");
      await noors.follow("Take or give space");
      await noors.choose("I would like space");
      // The day where the browsers are, in the form of ISO 8601.
      const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toLocaleDateString("sv-SE");
      await noors.date("From", day(2));
      await noors.date("Until", day(1));
      await noors.press("See what Sam will see");
      await noors.sees("Until: It would end before it begins.");
      await noors.date("Until", day(-1));
      await noors.sees("It would end before it begins.");
      await noors.date("From", day(0));
      await noors.date("Until", day(3));
      await noors.choose("urgent only");
      await noors.choose("the one who wrote this");
      await noors.press("See what Sam will see");
      await noors.dialog().press("Share with Sam");
      await noors.sees("Shared with Sam.");
      await sam.places.ours();
      await sams.sees("Noor has space until");
      await sams.followRow("Space");
      await sams.press("Let it wait");
      await sams.sees("It waits from now on.");
      await noors.open(noor, "Thank for one thing");
      await noors.propose("Write thanks", "Sam", { "One concrete thing": "You made me laugh." });
      await sams.open(sam, "Thank for one thing");
      await sams.seesNo("You made me laugh.");
      await sams.open(sam, "Space");
      await sams.press("Show it again");
      await sams.open(sam, "Thank for one thing");
      await sams.sees("You made me laugh.");
    });

    await tell("whoever takes space ends it alone", async () => {
      await sam.places.ours();
      await sams.sees("Noor has space until");
      await noors.open(noor, "Space");
      await noors.sees("I would like space · ");
      await noors.followRow(await noors.page.evaluate(() => document.body.innerText.match(/I would like space · .*/u)[0]));
      await noors.press("Let it end today");
      await noors.sees("Today is the last day.");
      await noors.seesNo("Let it end today");
      const today = new Date().getDate();
      await sams.until("the line to name today", (day) => new RegExp(`Noor has space until \\D*${day}\\D`, "u").test(document.body.innerText), today);
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
