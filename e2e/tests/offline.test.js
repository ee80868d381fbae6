// Without a connection everything goes on; with one again, everything arrives. A relay that is killed in the middle of
// sharing loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGINES, startRelay } from "../harness.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";

/** What the browsers write into their consoles while there is no relay. */
const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|can.t establish a connection|interrupted/u];

for (const kind of ENGINES) {
  test(`writing, sharing and loading again without a relay, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const chapter = chapters(t);
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const kept = () => navigator.serviceWorker.ready.then(() => true);
    await Promise.all([noor.page.evaluate(kept), sam.page.evaluate(kept)]);

    await chapter("both write and share while the relay is away", async () => {
      await relay.kill();
      await noor.writeCard({ text: "Only looked at" });
      await noor.toLikes("Sam");
      await noor.likes.preview("Only looked at", "Sam");
      await noor.dialog().sees("You are not connected: it waits on this device");
      await noor.likes.keepItMine();
      await Promise.all([
        noor.writeCard({ text: "Written on a train" }).then(() => noor.shareCard("Written on a train", "Sam")),
        sam.writeCard({ text: "Written on a plane" }).then(() => sam.shareCard("Written on a plane", "Noor")),
      ]);
    });

    await chapter("the page loads again without a connection, and opens what was written", async () => {
      await Promise.all([noor.page.reload(), sam.page.reload()]);
      await Promise.all([noor.lock.unlock(PASSPHRASES.noor), sam.lock.unlock(PASSPHRASES.sam)]);
      await noor.places.ours();
      await noor.theySee.open("Sam");
      await noor.sees("Written on a train");
      await noor.sees("waits on this device until you are online");
      await noor.places.settings();
      await noor.sees("Not connected right now.");
      await sam.places.mine();
      await sam.sees("Written on a plane");
      await sam.sees("Noor (waits on this device)");
      await sam.toLikes("Noor");
      await sam.sees("Waits on this device for Noor");
    });

    await chapter("safety_s26_help: Help now opens without a connection, and says when each entry was checked", async () => {
      await noor.places.help();
      await noor.sees("If this device may be watched, use another one");
      await noor.sees("Looked up on");
      await noor.places.ours();
    });

    await chapter("with the relay back, both arrive", async () => {
      await relay.start();
      await Promise.all([noor.toLikes("Sam"), sam.toLikes("Noor")]);
      await Promise.all([noor.sees("Written on a plane"), sam.sees("Written on a train")]);
      await sam.sees("Noor sees this");
      await noor.places.settings();
      await noor.settings.connected();
    });

    await chapter("a relay killed in the middle of sharing loses nothing", async () => {
      const titles = ["one", "two", "three", "four", "five"].map((number) => `Thing number ${number}`);
      for (const text of titles) await noor.writeCard({ text });
      for (const [index, text] of titles.entries()) {
        await noor.shareCard(text, "Sam");
        if (index === 2) await relay.kill();
      }
      await relay.start();
      for (const text of titles) await sam.sees(text);
      const shared = (await sam.likes.theirs("Noor")).filter((line) => line.startsWith("Thing number"));
      assert.deepEqual(shared.sort(), [...titles].sort(), "each once");
      await noor.places.settings();
      await noor.settings.connected();
    });

    await chapter("safety_s04_offline: a link ends without a connection; the other learns of it later", async () => {
      await relay.kill();
      await noor.places.ours();
      await noor.unlink.start();
      await noor.unlink.withdrawEverything();
      await noor.unlink.confirm("Sam");
      await relay.start();
      await sam.sees("Once you are linked, the cards that Noor shares with you stand here.");
      await sam.seesNo("Written on a train");
    });

    noor.problems.expectNone({ allowed: NO_RELAY });
    sam.problems.expectNone({ allowed: NO_RELAY });
  });
}
