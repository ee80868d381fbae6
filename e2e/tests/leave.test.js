// Leaving: on every screen, by button, by keyboard and by Shift three times, with and without the relay; Back shows
// nothing of the vault.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGINES, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { Screen } from "../pages/screen.js";
import { PASSPHRASES, arrive } from "../people.js";

const RELAY_AWAY = /WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|was interrupted/u;
/** How Firefox says that a page was left before all of it had come, as Back does here when it leads on. */
const LEFT_WHILE_LOADING = /A ServiceWorker intercepted the request and encountered an unexpected error\.$/u;

/** For how long a page is stuck, in milliseconds: longer than leaving takes anywhere. */
const STUCK_MS = 15_000;

/** How many devices the relay has on a line now. */
async function connections(relay) {
  const counts = await (await fetch(`${relay.address}/metrics`)).text();
  return Number(/^counterpoint_relay_connections (\d+)$/mu.exec(counts)[1]);
}

/** What the tests have the browser say where it is to remove something. */
const REFUSED = /Error: refused$/u;

const WAYS = {
  "by the button": (app) => app.press("Leave"),
  "by Shift three times": async (app) => {
    for (let press = 0; press < 3; press += 1) await app.page.keyboard.press("Shift");
  },
  "by the first stop of the keyboard": async (app) => {
    const first = await app.page.evaluate(() => {
      const stops = document.querySelectorAll("a[href], button, input, textarea, summary, [tabindex]");
      const [first] = [...stops].filter((stop) => stop.tabIndex >= 0);
      first.focus();
      return { name: document.activeElement.textContent, isSeen: first.getBoundingClientRect().top >= 0 };
    });
    assert.deepEqual(first, { name: "Leave this page", isSeen: true });
    await app.page.keyboard.press("Enter");
  },
};

for (const kind of ENGINES) {
  test(`leaving from a question, and every tab at once, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: "Secret rain" });
    await noor.follow("Open “Secret rain”");

    await t.test("safety_s26_help_everywhere: help stands above what one is doing, and takes nothing of it", async () => {
      await noor.write("What?", "Half a sentence");
      await noor.press("Help");
      await noor.dialog().heading("Help now");
      await noor.dialog().press("Close");
      assert.equal(await noor.written("What?"), "Half a sentence");
      await noor.press("Remove this card");
      await noor.dialog().press("Help");
      await new Screen(noor.page, "dialog.wide[open]").heading("Help now");
      await new Screen(noor.page, "dialog.wide[open]").press("Close");
      await noor.dialog().heading("Remove this card?");
    });

    await t.test("safety_s03_every_tab: from a question Leave is a tap away, and no tab of the app stays", async () => {
      const other = new App(await noor.person.open(relay.address));
      await other.until("another tab", () => document.body.innerText.includes("in another tab"));
      // A page behind another one draws nothing.
      await noor.page.bringToFront();
      await noor.dialog().press("Leave");
      await noor.away.shown();
      await other.away.shown();
    });
    await t.test("safety_s03_stuck_tab: Leave in one tab ends the worker of another, even where that other is stuck", {
      skip: kind !== "chromium" && "its tabs of one site share a process, and are stuck together",
    }, async () => {
      await noor.page.goto(relay.address);
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.settings();
      await noor.settings.connected();
      const other = new App(await noor.person.open(relay.address));
      await other.until("another tab", () => document.body.innerText.includes("in another tab"));
      assert.equal(await connections(relay), 1, "the open vault is connected");
      const until = Date.now() + STUCK_MS;
      await noor.page.evaluate((end) => {
        setTimeout(() => {
          while (Date.now() < end) { /* As a page does whose code has no end. */ }
        });
      }, until);
      await other.page.bringToFront();
      await other.press("Leave");
      await other.away.shown();
      while (await connections(relay) > 0) {
        assert.ok(Date.now() < until, "the worker ended only with its page");
      }
      assert.ok(Date.now() < until, "the page was stuck all the while");
      await noor.away.shown();
    });
    noor.problems.expectNone({ allowed: [LEFT_WHILE_LOADING] });
  });

  test(`leaving, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const { page } = noor;

    // From within the page: a navigation that leads on to another one is lost on what drives Firefox.
    const goBack = () => page.evaluate(() => {
      // With nothing before this page, Back leads nowhere.
      globalThis.isLeftBehind = history.length > 1;
      setTimeout(() => history.back());
    });
    const comeBack = async () => {
      await page.evaluate((address) => {
        globalThis.isOld = true;
        setTimeout(() => location.assign(address));
      }, relay.address);
      await noor.until("the app", () =>
        !globalThis.isOld && location.pathname === "/" && document.readyState === "complete");
    };
    // The offline copy has to be there before the relay is taken away.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

    const screens = {
      "the first run": () => noor.firstRun.what(),
      "the lock": () => noor.lock.shown(),
      "an open vault": async () => {
        await noor.lock.unlock(PASSPHRASES.noor);
        await noor.writeCard({ text: "Secret rain" });
        await noor.heading("Secret rain");
      },
    };

    for (const [screen, reach] of Object.entries(screens)) {
      if (screen === "the lock") {
        await noor.firstRun.what();
        await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
        await comeBack();
      }
      for (const [way, leave] of Object.entries(WAYS)) {
        await t.test(`safety_s03_leave: ${screen} is left ${way}`, async () => {
          await reach();
          await leave(noor);
          await noor.away.shown();
        });
        await t.test(`safety_s03_back: after ${screen} was left ${way}, Back shows nothing of it`, async () => {
          await goBack();
          await noor.until("another page, without the vault", () =>
            !globalThis.isLeftBehind && document.readyState === "complete"
              && ["/away.html", "blank"].includes(location.pathname));
          assert.doesNotMatch(await page.content(), /Noor|Secret/u);
        });
        await comeBack();
      }
    }

    await t.test("safety_s21_elsewhere: who goes elsewhere with an open vault and comes back by Back finds the lock", async () => {
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      await noor.sees("Secret rain");
      await page.evaluate(() => {
        setTimeout(() => location.assign("away.html"));
      });
      await noor.away.shown();
      await goBack();
      await noor.lock.shown();
      assert.doesNotMatch(await page.content(), /Noor|Secret/u);
    });

    await t.test("safety_s03_offline: an open vault is left without a connection too, and is locked afterwards", async () => {
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      await noor.sees("Secret rain");
      await relay.kill();
      await noor.press("Leave");
      await noor.away.shown();
      await comeBack();
      await noor.lock.shown();
      await relay.start();
    });

    await t.test("typing capitals does not leave", async () => {
      await noor.lock.shown();
      await noor.write("Passphrase", "");
      for (const letter of "ABC") {
        await page.keyboard.down("Shift");
        await page.keyboard.press(letter);
        await page.keyboard.up("Shift");
      }
      assert.equal(await noor.written("Passphrase"), "ABC");
      await noor.lock.shown();
    });

    noor.problems.expectNone({ allowed: [RELAY_AWAY, LEFT_WHILE_LOADING] });
  });

  test(`leaving a device clean, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const { page } = noor;
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });

    await t.test("safety_s22_not_erased: a store that the browser does not remove is not called removed", {
      skip: kind !== "chromium" && "nobody can get at the worker from here",
    }, async () => {
      await noor.places.settings();
      const [worker] = page.workers();
      await worker.evaluate(() => {
        IDBFactory.prototype.deleteDatabase = () => { throw new DOMException("refused", "UnknownError"); };
      });
      await noor.settings.clean();
      await noor.heading("Not clean yet");
      await noor.sees("This browser has not removed what Counterpoint stored.");
      await noor.press("Load again");
      await noor.lock.unlock(PASSPHRASES.noor);
    });

    await t.test("safety_s22_what_remains: what could not be removed is said, with what can be done", async () => {
      await noor.places.settings();
      await page.evaluate(() => {
        const reg = ServiceWorkerRegistration.prototype;
        globalThis.kept = [reg.unregister, CacheStorage.prototype.delete, Storage.prototype.clear];
        localStorage.setItem("theme", "dark");
        reg.unregister = async () => false;
        CacheStorage.prototype.delete = async () => { throw new DOMException("refused", "UnknownError"); };
        Storage.prototype.clear = () => { throw new DOMException("refused", "SecurityError"); };
      });
      await noor.settings.clean();
      await noor.heading("Not clean yet");
      await noor.sees("Your keys and everything that you wrote are removed from this browser.");
      await noor.sees("The app's own files are still here");
      await noor.sees("Settings are still here");
      await page.evaluate(() => { Storage.prototype.clear = globalThis.kept[2]; });
      await noor.press("Try again");
      await noor.until("fewer things", () => !document.body.innerText.includes("Settings are still here"));
      await noor.sees("The app's own files are still here");
      assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
      await page.evaluate(() => {
        [ServiceWorkerRegistration.prototype.unregister, CacheStorage.prototype.delete] = globalThis.kept;
      });
      await noor.press("Try again");
      await noor.away.shown();
      await page.goto(relay.address);
      await noor.firstRun.what();
      await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    });

    await t.test("safety_s22_clean_device: a device that is left clean keeps nothing", async () => {
      await noor.places.settings();
      // Another page that holds the store, as a tab does that the system has frozen.
      const holder = await noor.person.open(`${relay.address}/away.html`);
      await holder.evaluate(() => new Promise((resolve) => {
        indexedDB.open("counterpoint").onsuccess = ({ target }) => resolve((globalThis.held = target.result) && true);
      }));
      await page.bringToFront();
      await noor.settings.clean();
      await noor.heading("Not clean yet");
      await holder.close();
      await noor.away.shown();
      const kept = await page.evaluate(async () => ({
        databases: (await indexedDB.databases()).map((database) => database.name),
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        local: localStorage.length,
        session: sessionStorage.length,
      }));
      assert.deepEqual(kept, { databases: [], caches: [], workers: 0, local: 0, session: 0 });
      await page.goto(relay.address);
      await noor.firstRun.what();
    });

    noor.problems.expectNone({ allowed: [LEFT_WHILE_LOADING, REFUSED] });
  });
}
