// Mistakes and bad input: each is answered by a clear sentence, nothing is lost, and there is a way on.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { OTHERS, PASSPHRASES, arrive } from "../people.js";

const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_UNSAFE_PORT|can.t establish a connection/u];

for (const kind of BROWSERS) {
  test(`mistakes of one person, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    let words = [];

    await t.test("a first run with a short passphrase, two that differ, no name, a long one, no relay", async () => {
      await noor.firstRun.toMake();
      await noor.firstRun.fill({ name: "Noor", passphrase: "short" });
      await noor.firstRun.makeIt();
      await noor.sees("Please use at least 8 characters.");
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor, again: "another one" });
      await noor.firstRun.makeIt();
      await noor.sees("The two passphrases differ.");
      await noor.firstRun.fill({ name: "", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.sees("Please write a name.");
      await noor.firstRun.fill({ name: "n".repeat(61), passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.sees("This has 61 characters. At most 60 fit.");
      await noor.firstRun.back();
      await noor.firstRun.useOtherRelay("not an address");
      await noor.sees("This is not the address of a relay.");
      await noor.firstRun.begin();
      await noor.sees("This is not the address of a relay.");
      await noor.firstRun.what();
    });

    await t.test("safety_s01_other_relay: a relay that nobody answers at is said at once and hinders nothing; another can be chosen later", async () => {
      await noor.firstRun.changeRelay("http://127.0.0.1:1");
      await noor.firstRun.relayIsSilent();
      await noor.firstRun.changeRelay(relay.address);
      await noor.seesNo("It does not answer now.");
      // Typed, and Begin pressed at once: it is the one that is meant.
      await noor.write("Address of the relay", "http://127.0.0.1:1");
      await noor.firstRun.begin();
      await noor.firstRun.relayIsSilent();
      await noor.firstRun.what();
      await noor.firstRun.toMake();
      assert.equal(await noor.written("Your name"), "n".repeat(61));
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.firstRun.first();
      await noor.firstRun.later();
      await noor.follow("See the recovery words");
      await noor.recoveryWords.show(PASSPHRASES.noor);
      words = await noor.recoveryWords.read();
    });

    await t.test("a wrong recovery word is named with its position", async () => {
      await noor.recoveryWords.writtenDown();
      const wrong = words.with?.(12, words[0]) ?? words.map((word, index) => (index === 12 ? words[0] : word));
      await noor.recoveryWords.answer(words[12] === words[0] ? words.toReversed() : wrong);
      await noor.sees("Word number 13 is another one.");
      await noor.recoveryWords.answer(words);
      await noor.sees("Your recovery words are right.");
    });

    await t.test("without its relay a device says so, and exchanges everything once it has one", async () => {
      await noor.writeCard({ text: "Written before there was a relay" });
      await noor.places.settings();
      await noor.sees("Not connected right now.");
      await noor.settings.useRelay("no address", PASSPHRASES.noor);
      await noor.sees("This is not the address of a relay.");
      await noor.write("Address of the relay", relay.address);
      await noor.press("Use this relay");
      await noor.settings.connected();
    });

    await t.test("a text that is too long is refused, and stays where it was typed", async () => {
      await noor.places.mine();
      await noor.card.start();
      const long = "long ".repeat(801);
      await noor.card.fill({ text: "Too much", note: long });
      await noor.card.save();
      await noor.sees("This has 4,004 characters. At most 4,000 fit.");
      assert.equal(await noor.written("More, if you want"), long);
      await noor.write("More, if you want", "short enough");
      await noor.card.save();
      await noor.card.saved();
    });

    await t.test("texts that are no invites are told apart from invites", async () => {
      await noor.places.ours();
      await noor.join.start();
      for (const invite of ["hello", `${relay.address}/#join=abc`, ""]) {
        await noor.join.look(invite);
        await noor.sees("This is not a whole invite.");
      }
    });

    await t.test("of two tabs only one writes, and the other can take over", async () => {
      const second = new App(await noor.person.open(relay.address));
      await second.elsewhere.shown();
      await second.elsewhere.useHere();
      await second.lock.shown();
      await noor.page.bringToFront();
      await noor.elsewhere.shown();
      await second.page.bringToFront();
      await second.lock.unlock(PASSPHRASES.noor);
      await second.places.mine();
      await second.sees("Too much");
      await second.page.close();
      await noor.page.bringToFront();
      await noor.elsewhere.useHere();
    });

    await t.test("safety_s21_waiting: wrong passphrases cost a wait after the third, and the right one opens after it", async () => {
      await noor.lock.shown();
      // Each further one costs a longer wait: on a slow machine the first may have passed before it is asked again.
      let waits = false;
      for (let attempt = 0; !waits; attempt += 1) {
        await noor.lock.unlock(`wrong ${attempt}`);
        const said = await noor.until("an answer of the lock", () => document.querySelector("[role=alert]")?.innerText);
        waits = /Please wait (one second|\d+ seconds) before the next attempt\./u.test(said);
        assert.ok(waits ? attempt >= 3 : said.includes("This passphrase does not open it."), said);
        if (attempt < 2) await noor.page.reload();
      }
      await noor.lock.write("Passphrase", PASSPHRASES.noor);
      // Asking again costs nothing; the wait of some seconds passes in the meantime.
      let answer = "";
      while (answer !== "open") {
        await noor.press("Unlock");
        answer = await noor.until("an answer of the lock", () => {
          if (document.querySelector("nav")) return "open";
          return document.querySelector("[role=alert]")?.innerText;
        });
      }
      await noor.places.mine();
      await noor.sees("Too much");
    });

    noor.problems.expectNone({ allowed: NO_RELAY });
  });

  test(`mistakes with invites and recovery words, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const people = await Promise.all([kind, OTHERS, OTHERS].map((kind) => arrive(t, kind, relay.address)));
    const [noor, sam, kim] = people;
    const [words] = await Promise.all([
      noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor }),
      sam.makeVault({ name: "Sam", passphrase: PASSPHRASES.sam }),
    ]);
    await noor.places.ours();
    await noor.ours.startAdding();
    await noor.ours.add({ name: "Sam", kind: "Sibling" });
    await noor.link.start("Sam");

    await t.test("safety_s31_adults: links are for adults", async () => {
      await noor.press("Make an invite");
      await noor.sees("Links are for adults.");
    });

    const invite = await noor.link.makeInvite();

    await t.test("one's own invite, a cut one and an altered one are refused in words", async () => {
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.ours.add({ name: "Kim", kind: "Friend" });
      await noor.link.start("Kim");
      await noor.join.start();
      await noor.join.look(invite);
      await noor.sees("This is your own invite. Give it to the other person.");

      await sam.places.ours();
      await sam.join.start();
      await sam.join.look(`What is this? <${invite.slice(0, -1)}>`);
      await sam.sees("This is not a whole invite.");
      const middle = invite.length - 20;
      const altered = invite.slice(0, middle) + (invite[middle] === "A" ? "B" : "A") + invite.slice(middle + 1);
      await sam.join.look(altered);
      await sam.sees("This is not a whole invite.");
    });

    await t.test("an invite in the address outlives a reload, not the tab that is left, and a damaged one is no page", async () => {
      const kim = await arrive(t, kind, `${relay.address}/#${invite.split("#")[1] ?? `join=${invite}`}`);
      await kim.sees("Somebody sent you an invite.");
      assert.equal(await kim.page.evaluate(() => location.hash), "#/join");
      await kim.page.reload();
      await kim.sees("Somebody sent you an invite.");
      await kim.press("Leave");
      await kim.away.shown();
      assert.equal(await kim.page.evaluate(() => Object.values(sessionStorage).join()), "1");
      await kim.page.goto(relay.address);
      await kim.firstRun.what();
      await kim.seesNo("Somebody sent you an invite.");
      await kim.page.evaluate((text) => { location.hash = `#jion=${text}`; }, invite.slice(-60));
      await kim.until("the address to be clean", () => location.hash === "#/join");
    });

    await t.test("an invite works once; who comes second is told", async () => {
      await sam.join.look(invite);
      await sam.join.joinAs({ name: "Noor", kind: "Sibling" });
      await sam.link.safetyWords();
      await kim.makeVault({ name: "Kim", passphrase: PASSPHRASES.sam });
      await kim.places.ours();
      await kim.join.start();
      await kim.join.look(invite);
      await kim.join.joinAs({ name: "Noor", kind: "Friend" });
      await kim.heading("Link with Noor");
      await kim.sees("The link with Noor was not made.");
      await kim.sees("Somebody else used the invite.");
    });

    await t.test("words that differ link nothing", async () => {
      await sam.link.differ();
      await sam.sees("The words differed, so nothing was linked.");
      await sam.sees("Sibling · you alone");
    });

    await t.test("recovery words are checked one by one before anything else is asked", async () => {
      await kim.places.settings();
      await kim.settings.clean();
      await kim.away.shown();
      await kim.page.goto(relay.address);
      await kim.firstRun.haveWords();
      const passphrase = PASSPHRASES.noor;
      const unknown = words.map((word, index) => (index === 4 ? "wombat" : word));
      await kim.recover.bringBack({ words: unknown, passphrase });
      await kim.sees("Word number 5, “wombat”, is not in the list of recovery words.");
      await kim.recover.bringBack({ words: words.slice(0, 23), passphrase });
      await kim.sees("These are 23 words. There should be 24.");
      await kim.recover.bringBack({ words: [...words].reverse(), passphrase });
      await kim.sees("All the words are in the list, but they do not belong together.");
      await kim.recover.bringBack({ words, passphrase });
      await kim.sees(", Noor");
      await kim.places.ours();
      await kim.sees("Kim");
    });

    for (const { problems } of people) problems.expectNone();
  });
}
