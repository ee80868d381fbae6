// A relay that was set back to an older copy of its store: the app says so, says what to do, and brings everything back.

import { cp, rm } from "node:fs/promises";
import { test } from "node:test";

import { BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

for (const kind of BROWSERS) {
  test(`a relay that forgets, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const older = await temporaryFolder("older");
    t.after(() => rm(older, { recursive: true, force: true }));
    const noor = await arrive(t, kind, relay.address);
    const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: "Before the copy" });
    await noor.places.settings();
    await noor.settings.connected();
    await noor.sees("Nothing of the kind so far.");

    await t.test("it is said in Settings, with what can be done", async () => {
      // Killed, so that the copy is one that a restart can read.
      await relay.kill();
      await cp(relay.data, older, { recursive: true });
      await relay.start();
      await noor.places.settings();
      await noor.settings.connected();
      await noor.writeCard({ text: "After the copy" });
      await noor.places.settings();
      await noor.settings.connected();
      await relay.kill();
      await rm(relay.data, { recursive: true });
      await cp(older, relay.data, { recursive: true });
      await relay.start();
      await noor.sees("Your relay had forgotten something. This device brings it back by itself.");
      await noor.sees("What you can do: open the app on your other devices");
    });

    await t.test("nothing is lost: another device finds it at the relay", async () => {
      await noor.settings.connected();
      const second = await arrive(t, kind, relay.address);
      await second.firstRun.haveWords();
      await second.recover.bringBack({ words, passphrase: PASSPHRASES.noor });
      await second.places.mine();
      await second.sees("After the copy");
      await second.sees("Before the copy");
      second.problems.expectNone();
    });

    noor.problems.expectNone({ allowed: [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u] });
  });
}
