// A path back to oneself: a letter, repair, circles; people to turn to, being there, giving. Any step at any time, and nothing says how far.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { Own } from "../pages/own.js";
import { PASSPHRASES, arrive, chapters, linkedPeople } from "../people.js";
import { go, identifiers } from "../screens.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];
const WEEK_MS = 7 * 24 * 3_600 * 1_000;

for (const kind of BROWSERS) {
  test(`the path, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const own = new Own(noor.page);
    await relay.kill();
    const toPath = async () => {
      await noor.places.mine();
      await own.open("A path back to yourself");
    };

    await tell("each of its steps is one tap away, and says nothing of how far one is", async () => {
      await toPath();
      assert.doesNotMatch(await own.text(), /\d|%/u);
      for (const step of ["A kind moment for yourself", "A letter to yourself", "From responsibility to repair", "Going round in circles", "What matters to me", "Goals", "Tiny noes", "People to turn to", "Being there"]) {
        await own.open(step);
        await noor.page.goBack();
        await own.heading("A path back to yourself");
      }
    });

    await tell("repair is never reached through the breathing space, and asks first who was forced", async () => {
      await own.open("A kind moment for yourself");
      await own.seesNo("The breathing space");
      await own.press("Begin: A kind moment for yourself");
      await own.sees("Think of something hard.");
      await own.press("Stop");
      await own.follow("Back to the path");
      await own.open("From responsibility to repair");
      const forced = await noor.page.evaluate(() => {
        const [heading] = [...document.querySelectorAll("main h2")].filter((one) => one.textContent.startsWith("Were you forced"));
        return heading.compareDocumentPosition(document.querySelector("main textarea")) & Node.DOCUMENT_POSITION_FOLLOWING;
      });
      assert.ok(forced, "the question stands above the first field");
      await own.press("Keep it");
      await own.sees("Please write what happened, in a sentence or two.");
      await own.write("What happened", "I read her diary.");
      await own.press("Keep it");
      await own.sees("Kept. It is written down as it was");
      await own.sees("Whether they forgive is theirs alone.");
      for (const mend of ["Tell her.", "Tell her, and give it back.", "Tell her on Sunday."]) {
        await own.write("What can be mended", mend);
        await own.press("Keep it");
        await own.sees("Kept. It is written down as it was");
        await own.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
        await own.seesNo("Written at the same time");
      }
      assert.equal(await own.written("What can be mended"), "Tell her on Sunday.");
      await toPath();
      await own.open("From responsibility to repair");
      await own.sees("With something to mend");
      await own.seesNo("I read her diary.");
    });

    await tell("a letter is put away for a week, and can be read before", async () => {
      await toPath();
      await own.open("A letter to yourself");
      await own.press("Let it go");
      await own.sees("Please write something first, or come back later.");
      await own.unfold("Beginnings, if you like");
      await own.press("Dear …");
      await own.press("I was trying to …");
      await own.until("the letter to have the focus", () => document.activeElement?.tagName === "TEXTAREA");
      await noor.page.keyboard.type("keep the peace.");
      assert.equal(await own.written("Your letter"), "Dear\nI was trying to keep the peace.");
      await own.press("Keep the letter");
      await own.sees("Until then it need not be on your mind.");
      assert.equal(await own.written("Your letter"), "");
      await own.seesNo("keep the peace");
      await noor.page.click("main .rows a");
      await own.heading("Your letter");
      await own.seesNo("keep the peace");
      await own.press("Read it now");
      await own.sees("I was trying to keep the peace.");
    });

    await tell("its week over, it says so, and is let go after a question", async () => {
      await noor.page.evaluate((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
      }, WEEK_MS);
      await toPath();
      await own.open("A letter to yourself");
      await noor.page.click("main .rows a");
      await own.press("Let it go");
      await own.dialog().sees("It is erased on all your devices.");
      await own.dialog().press("Remove");
      await own.sees("The letter is gone. You do not have to carry its words any further.");
      assert.equal(await noor.page.$("main .rows a"), null);
    });

    await tell("a letter that is let go at once leaves nothing", async () => {
      await own.write("Your letter", "Only for this minute.");
      await own.press("Let it go");
      await own.dialog().press("Keep it");
      assert.equal(await own.written("Your letter"), "Only for this minute.");
      await own.press("Let it go");
      await own.dialog().sees("It is erased here, unsaved.");
      await own.dialog().press("Let it go");
      await own.sees("The letter is gone.");
      await toPath();
      await own.open("A letter to yourself");
      assert.equal(await own.written("Your letter"), "");
    });

    await tell("what goes round stands still, has an end for today, and then one small thing", async () => {
      await toPath();
      await own.open("Going round in circles");
      await own.press("Keep it here");
      await own.sees("Please write what goes round.");
      await own.write("What goes round", "The thing I said at dinner.");
      await own.write("One small thing to do next", "Wash the cups.");
      await own.choose("10 minutes");
      await own.press("Keep it here");
      await own.sees("It stands here now");
      await own.sees("Room for it until");
      for (const small of ["Wash the plates.", "Wash the cups."]) {
        await own.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
        await own.write("One small thing to do next", small);
        await own.press("Keep it here");
        await own.until("what is next to stand above", (small) => document.querySelector("main .wash-self")?.innerText.includes(small), small);
        await own.sees("Room for it until");
        await own.seesNo("Written at the same time");
      }
      await noor.page.evaluate(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 11 * 60 * 1000;
      });
      await toPath();
      await own.open("Going round in circles");
      await own.sees("It stands here, and keeps");
      await own.seesNo("The thing I said at dinner.");
      await noor.page.click("main .rows a");
      await own.sees("The time for it is over");
      await own.sees("Wash the cups.");
    });

    await tell("people to turn to have what they are good for, and stand under Help", async () => {
      await toPath();
      await own.open("People to turn to");
      await own.sees("Who is there for you?");
      await own.press("Add");
      await own.sees("Please write how you reach them.");
      await own.write("Who", "Aunt Edda");
      await own.write("How you reach them", "+49 30 1234");
      await own.write("What you can ask them for", "To laugh");
      await own.press("Add");
      await own.sees("Added. Only you see this.");
      await own.heading("Aunt Edda");
      await own.sees("To laugh");
      await noor.page.evaluate(() => { location.hash = "#/help"; });
      await own.heading("Aunt Edda");
      await own.sees("To laugh");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });

  test(`what one can give goes by who they are, and nothing of the path is with anybody else, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const own = new Own(noor.page);
    const { relationship } = await identifiers(noor);
    await go(noor, `#/ours/${relationship}/giving`);
    await own.sees("What you give gladly brings you closer.");
    const things = await noor.page.$$eval("main .rests li", (all) => all.map((one) => one.textContent));
    await go(noor, `#/ours/${relationship}/change`);
    await noor.choose("Parent");
    await noor.press("Save");
    await go(noor, `#/ours/${relationship}/giving`);
    await own.sees("Ask how something was when they were your age.");
    assert.equal(things.length, 6);
    assert.ok(!things.includes("Ask how something was when they were your age."));
    await go(noor, "#/mine/path/letter");
    await own.write("Your letter", "Dear me, carry this more lightly.");
    await own.press("Keep the letter");
    await own.sees("Put away until");
    await go(noor, `#/ours/${relationship}/they-see`);
    await own.seesNo("carry this more lightly");
    await sam.places.today();
    assert.ok(!(await sam.text()).includes("carry this more lightly"));
    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
