// Loading the app again while it is still loading, as somebody does who thinks that it hangs: it opens all the same. Not in WebKitGTK, whose
// own process comes to a stop then, under its driver, with every build so far.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

/** After so many milliseconds each time, counted from when its page stands there. */
const LOADED_AGAIN_AFTER_MS = [0, 20, 40, 60, 80, 100, 130, 160, 200, 250];

for (const kind of BROWSERS) {
  test(`an app that is loaded again before it is there, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address, { hasAllProcesses: true });
    const { page } = noor;
    await noor.beginOnly({ name: "Noor", passphrase: PASSPHRASES.noor });

    await t.test("while the page comes", async () => {
      for (const ms of LOADED_AGAIN_AFTER_MS) {
        await page.reload({ waitUntil: "domcontentloaded" });
        await new Promise((resolve) => { setTimeout(resolve, ms); });
        await page.reload();
        await noor.lock.shown();
      }
    });

    await t.test("and right after the lock, while the next worker comes", async () => {
      for (let round = 0; round < 3; round += 1) {
        await noor.lock.unlock(PASSPHRASES.noor);
        await noor.places.settings();
        await noor.settings.lock();
        await noor.lock.shown();
        await page.reload();
        await noor.lock.shown();
      }
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
    });

    assert.doesNotMatch(relay.log(), /panic/u);
    // What was on its way when the page was left, fonts among it.
    noor.problems.expectNone({ allowed: [/ServiceWorker intercepted the request|interrupted|NetworkError|aborted|downloadable font: download failed/u] });
  });
}
