// Nothing typed is lost: what was begun stands there again after going elsewhere, loading again, the lock, and another tab.

import assert from "node:assert/strict";
import { test } from "node:test";

import { focusField, unfold } from "../fields.js";
import { BROWSERS, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { PASSPHRASES, arrive, chapters, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

/** Pages where what is typed is a secret, or brings something in from elsewhere: they forget it when they are left. */
const FORGETS = ["#/join", "#/words", "#/settings/lock", "#/export", "#/devices/add", "#/settings/erase"];
const WITH_FIELDS_MIN = 8;
const KEPT = "Not saved yet. It is kept on this device for a week";

for (const kind of BROWSERS) {
  test(`what was begun is there again, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay, { withWords: true });
    const begun = new Map();
    const isAsTyped = async (address) => {
      await go(noor, address);
      await noor.page.evaluate(unfold, false);
      assert.deepEqual(await noor.page.evaluate(values), begun.get(address), address);
    };

    await tell("on every page with fields, after going elsewhere", async () => {
      await noor.writeCard({ text: "Rain on the tent" });
      await noor.askFor("Sam", { need: "Listening", text: "About Monday." });
      await sam.askFor("Noor", { need: "Company", text: "On Friday." });
      await sam.support.share("Noor");
      await noor.toSupport("Sam");
      await noor.sees("On Friday.");
      const own = await identifiers(noor);
      for (const address of addresses(own, kind).filter((address) => !FORGETS.includes(address))) {
        await go(noor, address);
        const count = await noor.page.evaluate(unfold);
        for (let index = 0; index < count; index += 1) {
          await noor.page.evaluate(focusField, index);
          await noor.page.keyboard.type(` kept ${index}`);
        }
        if (count === 0) continue;
        begun.set(address, await noor.page.evaluate(values));
        await noor.sees(KEPT);
        await noor.places.picture();
        await isAsTyped(address);
      }
      assert.ok(begun.size >= WITH_FIELDS_MIN, `${begun.size} pages keep what is typed`);
    });

    await tell("after loading again and the lock", async () => {
      // An answer on Today and under Support is one: it was typed at twice.
      for (const address of begun.keys()) {
        await go(noor, address);
        await noor.page.evaluate(unfold, false);
        begun.set(address, await noor.page.evaluate(values));
      }
      await noor.page.reload();
      await unlocked(noor);
      for (const address of begun.keys()) await isAsTyped(address);
    });

    await tell("typed a moment before the lock, and in another tab that takes over", async () => {
      await go(noor, "#/mine/journal/new");
      await noor.write("Your own words", "Typed a moment ago");
      const question = await noor.journal.prompt();
      await noor.places.settings();
      await noor.settings.lock();
      await unlocked(noor);
      await go(noor, "#/mine/journal/new");
      assert.equal(await noor.written("Your own words"), "Typed a moment ago");
      const second = new App(await noor.person.open(relay.address));
      await second.elsewhere.useHere();
      await unlocked(second);
      await go(second, "#/mine/journal/new");
      assert.equal(await second.written("Your own words"), "Typed a moment ago");
      assert.equal(await second.journal.prompt(), question, "the question belongs to it");
      await second.page.close();
      await noor.page.bringToFront();
      await noor.elsewhere.useHere();
      await unlocked(noor);
      await go(noor, "#/mine/journal/new");
    });

    await tell("safety_s21_drafts_at_rest: sealed, of one size, and leaving writes nothing more", async () => {
      const before = await noor.page.evaluate(stored);
      assert.ok(!before.text.includes("Typed a moment ago"));
      await noor.page.evaluate(typeAndLeave, "Never seen again");
      await noor.away.shown();
      assert.deepEqual((await noor.page.evaluate(stored)).bytes, before.bytes);
      await noor.page.goto(relay.address);
      await unlocked(noor);
      await go(noor, "#/mine/journal/new");
      assert.equal(await noor.written("Your own words"), "Typed a moment ago");
      const after = await noor.page.evaluate(stored);
      assert.equal(after.bytes.length, before.bytes.length);
      assert.notDeepEqual(after.bytes, before.bytes, "written whenever the vault opens");
    });

    await tell("saved, it is begun no more; discarded, it is gone", async () => {
      await noor.press("Save");
      await noor.sees("Kept on your own devices.");
      await noor.seesNo(KEPT);
      await noor.places.mine();
      await noor.journal.open();
      await noor.journal.start();
      assert.equal(await noor.written("Your own words"), "");
      await go(noor, "#/mine/card");
      assert.equal(await noor.written("What?"), " kept 0");
      const kept = (await noor.page.evaluate(stored)).bytes;
      await noor.press("Discard what I wrote");
      await noor.seesNo(KEPT);
      await noor.until("the focus on the heading", () => document.activeElement?.tagName === "H1");
      assert.equal(await noor.written("What?"), "");
      while ((await noor.page.evaluate(stored)).bytes.every((byte, at) => byte === kept[at]));
      await noor.page.reload();
      await unlocked(noor);
      await go(noor, "#/mine/card");
      assert.equal(await noor.written("What?"), "");
    });

    await tell("an answer that was sent is begun no more, though its page is gone before it is stored", async () => {
      await noor.toSupport("Sam");
      await noor.choose("Not now");
      await noor.write("Your own words, if you want", "Tomorrow.");
      await noor.page.evaluate(() => {
        [...document.querySelectorAll("main button")].find(({ textContent }) => textContent.startsWith("Send")).click();
        document.querySelector('a[href="#/picture"]').click();
      });
      await noor.heading("Picture");
      await sam.toSupport("Noor");
      await sam.sees("Noor: Not now");
      await noor.toSupport("Sam");
      await noor.press("Change the answer");
      assert.equal(await noor.page.evaluate(() => document.querySelector("main input:checked")), null);
    });

    await tell("what was begun over an older version takes nothing of a newer one", async () => {
      const { card } = await identifiers(noor);
      await go(noor, `#/mine/card/${card}`);
      assert.match(await noor.written("What?"), /^Rain on the tent kept 0$/u);
      await noor.press("Save");
      await noor.card.saved();
      await noor.places.mine();
      await noor.sees("Rain on the tent kept 0");
    });

    await tell("what another device wrote or removed meanwhile is said, and neither text is lost", async () => {
      const second = await arrive(t, kind, relay.address);
      await second.firstRun.haveWords();
      await second.recover.bringBack({ words: noor.words, passphrase: PASSPHRASES.noor });
      await second.until("the vault", () => document.querySelector("nav") !== null);
      const { card } = await identifiers(noor);
      const address = `#/mine/card/${card}`;
      await go(noor, address);
      await noor.write("More, if you want", "From the first device");
      await noor.places.picture();
      await second.places.mine();
      await second.card.open("Rain on the tent kept 0");
      await second.write("What?", "From the second device");
      await second.press("Save");
      await second.card.saved();
      await noor.places.mine();
      await noor.sees("From the second device");
      await go(noor, address);
      await noor.sees("This was changed on another device since you began to write here.");
      assert.equal(await noor.written("More, if you want"), "From the first device");
      await noor.press("Save");
      await noor.card.saved();
      await noor.seesNo("This was changed on another device");
      await noor.sees("From the second device");
      await noor.write("More, if you want", "Half a thought");
      await noor.places.picture();
      await second.card.remove();
      await second.sees("Removed.");
      await noor.places.mine();
      await noor.seesNo("Rain on the tent kept 0");
      await go(noor, address);
      await noor.sees("What you had begun to write");
      await noor.sees("Half a thought");
      await noor.press("Discard what I wrote");
      await noor.seesNo("Half a thought");
      await go(noor, address);
      await noor.heading("Not here any more");
      await noor.seesNo("What you had begun to write");

      // Saving what another device removed while it stood here asks first.
      await second.writeCard({ text: "Fog over the lake" });
      await noor.places.mine();
      await noor.card.open("Fog over the lake");
      await second.card.open("Fog over the lake");
      noor.wantsNews = false;
      await second.card.remove();
      await second.sees("Removed.");
      await noor.until("the news", () => document.querySelector(".news > button") !== null);
      await noor.write("What?", "Fog, and the lake below");
      await noor.press("Save");
      await noor.sees("You removed this on another device. If you save once more, it is here again.");
      await second.seesNo("Fog");
      await noor.press("Save");
      await noor.card.saved();
      noor.wantsNews = true;
      await second.places.mine();
      await second.sees("Fog, and the lake below");
    });

    noor.problems.expectNone();
  });
}

/** Opens the vault. The address may be that of the page that is gone to next. */
async function unlocked(app) {
  await app.lock.unlock(PASSPHRASES.noor);
  await app.places.picture();
}

/** Runs in the page: what stands in the fields that were counted, and what is chosen. */
function values() {
  // A passphrase is kept nowhere.
  const isKept = (field) => field.type !== "password";
  const chosen = [...document.querySelectorAll("main input:checked")].map((input) => input.labels[0]?.textContent || input.ariaLabel);
  return { chosen, written: globalThis.fields.filter(isKept).map((field) => field.value) };
}

/** Runs in the page: the last letters, and Leave before they are on the device. */
function typeAndLeave(text) {
  const field = document.querySelector("main textarea");
  field.focus();
  document.execCommand("insertText", false, text);
  document.querySelector("[data-leave]:not(.leave-first)").click();
}

/** Runs in the page: the record of what was begun, as it stands on the disk. */
async function stored() {
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const value = await answered(database.transaction(store).objectStore(store).get("hot/drafts"));
      if (value === undefined) continue;
      database.close();
      const bytes = new Uint8Array(value);
      return { bytes: [...bytes], text: new TextDecoder().decode(bytes) };
    }
    database.close();
  }
  throw new Error("no record of what was begun");
}
