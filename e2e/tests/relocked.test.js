// A changed passphrase: everything is sealed anew, and the lock of before opens nothing of it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGINES, startRelay } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

const NEW = "harbour violin meadow";
const MARK = "Marker behind the lock";

for (const kind of ENGINES) {
  test(`an old lock over a store of today, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const { page } = noor;
    await noor.beginOnly({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: MARK });
    await noor.places.settings();
    await noor.lockSettings.open();
    const former = await page.evaluate(record, "hot/device");
    await noor.sees("As soon as this device has been connected, no old copy gets into your vault.");
    await noor.lockSettings.changePassphrase({ present: PASSPHRASES.noor, next: NEW });
    // The recovery words were not checked, and wait in the store.
    await noor.sees("Your unchecked recovery words are new ones too; please write them down again.");

    await t.test("safety_s21_old_lock: what opened the device before opens nothing of what it holds now", async () => {
      await noor.until("everything to be sealed anew", async () => {
        const request = indexedDB.open("counterpoint");
        const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
        const asked = database.transaction("records").objectStore("records").getKey("hot/before");
        const key = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
        database.close();
        return key === undefined;
      });
      const present = await page.evaluate(record, "hot/device");
      assert.notDeepEqual(present, former);
      await page.evaluate(record, "hot/device", former);
      await page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees("Part of what this device stored was damaged.");
      await page.evaluate(record, "hot/device", present);
      await page.reload();
      await noor.lock.unlock(NEW);
      await noor.places.mine();
      await noor.sees(MARK);
    });

    noor.problems.expectNone();
  });
}

/** Runs in the page: a record of the device's store, as a list of bytes; with `bytes`, writes it. */
async function record(key, bytes) {
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answered(indexedDB.open("counterpoint"));
  const records = database.transaction("records", bytes ? "readwrite" : "readonly").objectStore("records");
  const value = await answered(bytes ? records.put(new Uint8Array(bytes), key) : records.get(key));
  database.close();
  return bytes ? null : [...value];
}
