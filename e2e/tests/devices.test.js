// One person with two browsers: both are listed, a new one is asked about, one is taken away and told so, and new
// recovery words take the place of the old.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { AWAY_WITHOUT_WORKER } from "../pages/away.js";
import { OTHERS, PASSPHRASES, arrive, chapters } from "../people.js";

const OTHER = "copper meadow signal";

for (const kind of BROWSERS) {
  test(`one person's devices, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, tablet] = await Promise.all([arrive(t, kind, relay.address), arrive(t, OTHERS, relay.address)]);
    const chapter = chapters(t);
    let words;
    let newWords;

    const bringBack = async (app, words) => {
      await app.firstRun.what();
      await app.firstRun.haveWords();
      await app.recover.bringBack({ words, passphrase: OTHER, relay: relay.address });
    };

    await chapter("a second device is brought in by the recovery words", async () => {
      words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.writeCard({ text: "Rain on a tent roof" });
      await bringBack(tablet, words);
      await tablet.places.mine();
      await tablet.sees("Rain on a tent roof");
    });

    await chapter("the first device asks whether the new one is known, until it is", async () => {
      await noor.places.today();
      await noor.sees("A new device was added to your vault on");
      await noor.devices.go();
      await noor.devices.count(2);
      await noor.devices.mine("not my passphrase");
      await noor.sees("This passphrase does not open it.");
      await noor.dialog().press("Not now");
      await noor.sees("A new device was added to your vault on");
      await noor.devices.mine(PASSPHRASES.noor);
      await noor.seesNo("A new device was added to your vault on");
    });

    await chapter("both devices list both, and a name given on one is read on the other", async () => {
      await tablet.places.settings();
      await tablet.sees("2 devices hold your vault.");
      await tablet.devices.go();
      await tablet.devices.count(2);
      const own = (await tablet.devices.names()).find((name) => name.startsWith("This browser, added on"));
      await tablet.devices.rename(own, "Tablet in the kitchen");
      await noor.sees("Tablet in the kitchen");
    });

    await chapter("a device that is taken away is told so, and keeps what it had", async () => {
      await noor.devices.remove("Tablet in the kitchen", PASSPHRASES.noor);
      await noor.devices.count(1);
      await tablet.removed.shown();
      await noor.writeCard({ text: "Written afterwards" });
      await tablet.removed.readOn();
      await tablet.places.mine();
      await tablet.sees("Rain on a tent roof");
      await tablet.seesNo("Written afterwards");
      // Nothing is offered there that only a device of the vault can do.
      await tablet.places.settings();
      await tablet.sees("It gets nothing new, and what you write here stays here.");
      await tablet.page.setViewport({ width: 1280, height: 800 });
      for (const words of ["devices hold your vault", "Everything is exchanged", "Erase my vault on the relay", "Recovery words"]) {
        await tablet.seesNo(words);
      }
      await tablet.sees("Use another relay");
      await tablet.page.setViewport({ width: 390, height: 844 });
      await tablet.page.goto(`${relay.address}/#/devices`);
      await tablet.heading("Your devices");
      await tablet.sees("This device is no longer part of your vault");
      for (const words of ["Add a device", "Words to compare", "Tablet in the kitchen"]) await tablet.seesNo(words);
    });

    await chapter("it says so again when it is opened the next time, also without a connection", async () => {
      await tablet.places.settings();
      await relay.kill();
      await tablet.settings.lock();
      await tablet.lock.shown();
      await tablet.lock.unlock(OTHER);
      await tablet.removed.shown();
      await relay.start();
    });

    await chapter("new recovery words are made behind the passphrase, shown and checked", async () => {
      await noor.places.settings();
      await noor.settings.connected();
      await noor.devices.go();
      await noor.devices.toWords();
      await noor.recoveryWords.renew("not my passphrase");
      await noor.sees("This passphrase does not open it.");
      await noor.recoveryWords.renew(PASSPHRASES.noor);
      newWords = await noor.recoveryWords.read();
      assert.equal(newWords.length, 24);
      assert.notDeepEqual(newWords, words);
      await noor.recoveryWords.writtenDown();
      await noor.recoveryWords.answer(newWords);
      await noor.sees("Your recovery words are right.");
    });

    await chapter("the old words open nothing any more, the new ones everything", async () => {
      await tablet.removed.readOn();
      await tablet.places.settings();
      await tablet.settings.clean();
      await tablet.away.shown();
      const fresh = await arrive(t, kind, relay.address);
      await bringBack(fresh, words);
      await fresh.sees("This relay keeps nothing for these words.");
      await fresh.recover.bringBack({ words: newWords, passphrase: OTHER, relay: relay.address });
      await fresh.places.mine();
      await fresh.sees("Written afterwards");
      fresh.problems.expectNone();
    });

    noor.problems.expectNone({ allowed: [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u] });
    tablet.problems.expectNone({ allowed: [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u, AWAY_WITHOUT_WORKER] });
  });
}
