// What a device wrote that was taken out meanwhile: it waits, and the person keeps or discards it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { OTHERS, PASSPHRASES, arrive, chapters } from "../people.js";

const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u];
const OTHER = "copper meadow signal";

for (const kind of BROWSERS) {
  test(`what came too late of a device is kept or discarded, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, tablet, laptop] = await Promise.all([kind, OTHERS, OTHERS].map((kind) => arrive(t, kind, relay.address)));
    const chapter = chapters(t);
    const others = [[tablet, "Tablet", "Rain on a tent roof"], [laptop, "Laptop", "An invented card"]];

    await chapter("two more devices are brought in, and named", async () => {
      const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      for (const [device, name] of others) {
        await device.firstRun.what();
        await device.firstRun.haveWords();
        await device.recover.bringBack({ words, passphrase: OTHER, relay: relay.address });
        await device.places.settings();
        await device.devices.go();
        const own = (await device.devices.names()).find((name) => name.startsWith("This browser, added on"));
        await device.devices.rename(own, name);
      }
      await noor.places.settings();
      await noor.devices.go();
      await noor.devices.count(3);
      await noor.sees("Laptop");
    });

    await chapter("both are taken out without a connection, and hand in what they write before the relay hears of it", async () => {
      await noor.writeCard({ text: "Long walks" });
      for (const [device] of others) {
        await device.places.mine();
        await device.sees("Long walks");
      }
      await relay.kill();
      for (const [, name] of others) {
        await noor.places.settings();
        await noor.devices.go();
        await noor.devices.remove(name, PASSPHRASES.noor);
      }
      await noor.places.settings();
      await noor.settings.lock();
      await noor.lock.shown();
      await relay.start();
      for (const [device, , text] of others) {
        await device.writeCard({ text });
        await device.places.settings();
        await device.settings.connected();
      }
      // Somebody has the tablet in hand.
      await tablet.places.mine();
      await tablet.card.open("Long walks");
      await tablet.card.remove();
      await tablet.places.settings();
      await tablet.settings.connected();
    });

    await chapter("what they wrote is set aside and asked about, on Today and with the devices", async () => {
      await noor.lock.unlock(PASSPHRASES.noor);
      for (const [device] of others) await device.removed.shown();
      await noor.places.today();
      await noor.sees("2 things that “Tablet” wrote had not come before you took it out.");
      await noor.sees("One thing that “Laptop” wrote had not come before you took it out.");
      await noor.places.settings();
      await noor.devices.go();
      await noor.sees("2 things that “Tablet” wrote had not come before you took it out.");
      await noor.places.mine();
      for (const [, , text] of others) await noor.seesNo(text);
      await noor.sees("Long walks");
    });

    await chapter("each thing can be looked at, with what it would do; some are kept, the rest is asked about once more", async () => {
      await noor.places.today();
      await noor.late.look();
      await noor.heading("What came too late");
      const lists = await noor.late.lists();
      assert.deepEqual(lists.map((list) => list.from).sort(), ["From “Laptop”", "From “Tablet”"]);
      assert.deepEqual(lists.find((list) => list.from.includes("Tablet")).things, [
        ["New", "Rain on a tent roof"],
        ["Removed on that device, and still here", "Long walks"],
      ]);
      let ofTablet = await noor.late.of("Tablet");
      await ofTablet.button("Discard all 2");
      await noor.late.keep("Rain on a tent roof");
      // The relay goes and comes back: what was ticked is ticked, and the focus is where it was.
      await relay.kill();
      await relay.start();
      assert.deepEqual(await noor.late.ticked(), ["Keep it: Rain on a tent roof", "has the focus"]);
      await ofTablet.press("Take over 1, discard 1");
      await noor.dialog().sees("Discard one thing?");
      await noor.dialog().press("Not now");
      assert.equal((await noor.late.lists()).length, 2, "nothing was done yet");
      // What was chosen is there again after going elsewhere and loading the page again.
      await noor.places.today();
      await noor.late.look();
      ofTablet = await noor.late.of("Tablet");
      await ofTablet.button("Take over 1, discard 1");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      ofTablet = await noor.late.of("Tablet");
      await ofTablet.press("Take over 1, discard 1");
      await noor.late.discards("Done as you chose. The rest is discarded.");
      await noor.seesNo("From “Tablet”");
      const ofLaptop = await noor.late.of("Laptop");
      await ofLaptop.press("Discard it");
      await noor.late.discards("Discarded.");
      await noor.sees("Nothing waits here.");
    });

    await chapter("it stays so", async () => {
      for (const round of ["now", "opened again"]) {
        await noor.places.mine();
        await noor.sees("Rain on a tent roof");
        await noor.sees("Long walks");
        await noor.seesNo("An invented card");
        await noor.places.today();
        await noor.seesNo("had not come before");
        if (round === "now") {
          await noor.page.reload();
          await noor.lock.unlock(PASSPHRASES.noor);
        }
      }
      assert.equal(await noor.page.$$eval(".notice", (notices) => notices.length), 0);
    });

    for (const app of [noor, tablet, laptop]) app.problems.expectNone({ allowed: NO_RELAY });
  });
}
