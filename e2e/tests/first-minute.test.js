// The first minute: nothing is lost if somebody stops anywhere, and a relay that does not answer is said where it is chosen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_UNSAFE_PORT|can.t establish a connection|connection to .* was interrupted|NetworkError when attempting to fetch/u];
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";
const HALF = "Rain on a t";

for (const kind of BROWSERS) {
  test(`whoever stops in the first minute loses nothing, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    let noor = await arrive(t, kind, relay.address);
    const reload = async () => {
      const loaded = new Promise((resolve) => noor.page.once("load", resolve));
      await noor.page.reload();
      await loaded;
    };

    await tell("loading again on the first screen keeps the relay that was chosen, and what was typed of another", async () => {
      await noor.firstRun.what();
      await noor.firstRun.useOtherRelay(NOWHERE);
      await noor.firstRun.relayIsSilent();
      await noor.until("the one problem of its form to be none", () => document.querySelectorAll(".problem").length === 0);
      await noor.write("Address of the relay", `${NOWHERE}9`);
      await reload();
      await noor.firstRun.what();
      await noor.sees(NOWHERE);
      assert.equal(await noor.written("Address of the relay"), `${NOWHERE}9`);
      await noor.firstRun.changeRelay(relay.address);
      await noor.seesNo("It does not answer now.");
    });

    await tell("name and passphrase: Back, the browser's own too, keeps both; loading again is there again, and neither stood anywhere to be read", async () => {
      await noor.firstRun.begin();
      await noor.firstRun.make();
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.back();
      await noor.firstRun.what();
      await noor.firstRun.toMake();
      assert.equal(await noor.written("Passphrase"), PASSPHRASES.noor);
      await noor.page.goBack();
      await noor.firstRun.what();
      await noor.page.goForward();
      await noor.firstRun.make();
      assert.equal(await noor.written("Your name"), "Noor");
      assert.equal(await noor.written("The same passphrase again"), PASSPHRASES.noor);
      await reload();
      await noor.firstRun.make();
      assert.equal(await noor.written("Passphrase"), "");
      const kept = await noor.page.evaluate(() => [...Object.values(sessionStorage), ...Object.values(localStorage)].join("\n"));
      assert.ok(!kept.includes(PASSPHRASES.noor) && !kept.includes("Noor"), kept);
    });

    await tell("recovery words: loading again is there again, without the words", async () => {
      await noor.firstRun.back();
      await noor.firstRun.haveWords();
      await noor.write("Your 24 recovery words", "wild wild");
      await noor.write("Address of the relay", NOWHERE);
      await reload();
      await noor.heading("Bring back what is yours");
      assert.equal(await noor.written("Your 24 recovery words"), "");
      assert.equal(await noor.written("Address of the relay"), NOWHERE);
      await noor.write("Address of the relay", relay.address);
      await noor.firstRun.back();
    });

    await tell("the first thing: the lock keeps what was begun, and leads back to it", async () => {
      await noor.firstRun.toMake();
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.firstRun.first();
      const inTab = await noor.page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith("begun")));
      assert.deepEqual(inTab, []);
      assert.equal(await noor.page.evaluate(() => document.title), "Counterpoint · One thing that is yours");
      await noor.write("I like", HALF);
      await noor.sees("Not saved yet. It is kept on this device for a week");
      // A page that the worker was asked for is shown when all that was typed before is on the disk.
      await noor.page.evaluate(() => { location.hash = "#/mine"; });
      await noor.heading("Mine");
      await noor.page.goBack();
      await noor.firstRun.first();
      await reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.firstRun.first();
      assert.equal(await noor.written("I like"), HALF);
    });

    await tell("closed in the middle of it, Today says that it was begun, and the browser that comes back has it", async () => {
      const { person } = noor;
      const page = await person.browser.newPage();
      await noor.page.close();
      await person.problems.listenTo(page, relay.address);
      await page.setViewport({ width: 390, height: 844 });
      await page.goto(relay.address);
      noor = Object.assign(new App(page), { person, problems: person.problems });
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees("You began one. It waits where you left it, and no one sees it.");
      await noor.sees("Your recovery words wait");
      await noor.follow("Go on writing");
      await noor.heading("A new card");
      assert.equal(await noor.written("What?"), HALF);
      await noor.write("What?", `${HALF}ent roof`);
      await noor.card.save();
      await noor.card.saved();
      await noor.sees(`${HALF}ent roof`);
    });

    await tell("the recovery words wait through all of it, until they are checked", async () => {
      await noor.places.today();
      await noor.follow("See the recovery words");
      await noor.recoveryWords.show(PASSPHRASES.noor);
      const words = await noor.recoveryWords.read();
      await reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.heading("Recovery words");
      await noor.recoveryWords.show(PASSPHRASES.noor);
      assert.deepEqual(await noor.recoveryWords.read(), words);
      await noor.recoveryWords.writtenDown();
      await noor.recoveryWords.answer(words);
      await noor.sees("Your recovery words are right.");
      await noor.seesNo("Your recovery words wait");
    });

    noor.problems.expectNone({ allowed: NO_RELAY });
  });

  test(`beginning with and without a relay, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());

    await t.test("one that does not answer is said before anything is typed, and keeps nobody from beginning", async () => {
      const noor = await arrive(t, kind, relay.address);
      await noor.firstRun.what();
      await noor.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await relay.kill();
      await noor.page.reload();
      await noor.firstRun.relayIsSilent();
      const before = await noor.page.evaluate(heightOfPage);
      await relay.start();
      await noor.page.reload();
      await noor.firstRun.what();
      await noor.seesNo("It does not answer now.");
      assert.equal(await noor.page.evaluate(heightOfPage), before, "what is said of it has its room");
      await relay.kill();
      await noor.begin({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.keep("Rain on a tent roof");
      await relay.start();
      noor.problems.expectNone({ allowed: NO_RELAY });
    });

    await t.test("none at all is one of the choices", async () => {
      const noor = await arrive(t, kind, relay.address);
      await noor.firstRun.what();
      await noor.firstRun.useOtherRelay("");
      await noor.sees("No relay yet: everything stays on this device alone.");
      await noor.begin({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.keep("Rain on a tent roof");
      noor.problems.expectNone();
    });

    await t.test("whoever is invited comes to the invite right after their first thing", async () => {
      const noor = await arrive(t, kind, relay.address);
      await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.ours.add({ name: "Sam", kind: "Sibling" });
      await noor.link.start("Sam");
      const invite = await noor.link.makeInvite();
      const sam = await arrive(t, kind, invite);
      await sam.sees("Somebody sent you an invite.");
      await sam.begin({ name: "Sam", passphrase: PASSPHRASES.sam });
      await sam.sees("comes right after this");
      await sam.firstRun.keep("Quiet before nine");
      await sam.sees("What will happen");
    });
  });
}

function heightOfPage() {
  return document.documentElement.scrollHeight;
}
