// What a browser does with an app that stays open for long: its offline copy becomes another build, and its store is closed.

import assert from "node:assert/strict";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { APP_FOLDER, BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

const RELAY_GONE = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u];

for (const kind of BROWSERS) {
  test(`an open page whose build is replaced, in ${kind}`, async (t) => {
    const app = await temporaryFolder("app");
    await cp(APP_FOLDER, app, { recursive: true });
    t.after(() => rm(app, { recursive: true, force: true }));
    const relay = await startRelay({ app });
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: "Written before" });
    await noor.until("the offline copy", () => navigator.serviceWorker.controller !== null);

    await t.test("it goes on with its own build while the vault is open, and is the newer one after the lock", async () => {
      const path = join(app, "service-worker.js");
      const source = await readFile(path, "utf8");
      await Promise.all([".br", ".gz"].map((ending) => rm(path + ending)));
      await writeFile(path, source.replace(/const BUILD = "[^"]+"/u, 'const BUILD = "another"'));
      await relay.stop();
      await relay.start();
      await noor.page.evaluate(async () => {
        globalThis.isOldPage = true;
        const replaced = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update();
        await replaced;
      });
      await noor.writeCard({ text: "Written meanwhile" });
      assert.equal(await noor.page.evaluate(() => globalThis.isOldPage), true);
      await noor.places.settings();
      await noor.settings.lock();
      await noor.until("the newer page", () => globalThis.isOldPage === undefined && document.querySelector("h1") !== null);
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      await noor.sees("Written before");
      await noor.sees("Written meanwhile");
    });

    noor.problems.expectNone({ allowed: RELAY_GONE });
  });
}

if (BROWSERS.includes("chromium")) {
  // Only Chromium lets a test into a worker.
  test("a store that the browser closes, in chromium", async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, "chromium", relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: "Written before" });

    await t.test("it is opened again, and nothing is lost", async () => {
      const [worker] = noor.page.workers();
      await worker.evaluate(() => {
        const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...values) {
          IDBDatabase.prototype.transaction = begin;
          const transaction = begin.apply(this, values);
          // What is begun is done; then the system closes it, as it does with pages that were not seen for long.
          transaction.addEventListener("complete", () => {
            this.close();
            this.dispatchEvent(new Event("close"));
            globalThis.wasClosed = true;
          });
          return transaction;
        };
      });
      await noor.writeCard({ text: "Closed after this" });
      assert.equal(await worker.evaluate(() => globalThis.wasClosed), true);
      await noor.writeCard({ text: "Written after" });
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      for (const text of ["Written before", "Closed after this", "Written after"]) await noor.sees(text);
    });

    await t.test("what meets a closed one is stored all the same, and nobody is asked to make room", async () => {
      const [worker] = noor.page.workers();
      await worker.evaluate(() => {
        const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...values) {
          IDBDatabase.prototype.transaction = begin;
          this.close();
          globalThis.metClosed = true;
          return begin.apply(this, values);
        };
      });
      await noor.writeCard({ text: "Met a closed store" });
      assert.equal(await worker.evaluate(() => globalThis.metClosed), true);
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      await noor.sees("Met a closed store");
    });

    await t.test("one that was emptied is said to be lost, and nothing is written into the empty one", async () => {
      const browser = await noor.page.createCDPSession();
      await browser.send("Storage.clearDataForOrigin", { origin: relay.address, storageTypes: "indexeddb" });
      await noor.heading("The browser took its store away");
      const left = await noor.page.evaluate(async () => (await indexedDB.databases()).length);
      assert.ok(left <= 1);
    });

    noor.problems.expectNone();
  });
}
