// The lock: another passphrase, locking by itself, a passkey, and what stands on the disk behind it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGINES, needing, startRelay } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

const NEW = "harbour violin meadow";
const MARK = "Marker behind the lock";

for (const kind of ENGINES) {
  test(`the lock of a device, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const { page } = noor;
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: MARK });

    await t.test("safety_s21_passphrase: it is changed, and only the new one opens", async () => {
      await noor.places.settings();
      await noor.lockSettings.open();
      await noor.lockSettings.changePassphrase({ present: PASSPHRASES.noor, next: NEW, again: "something else" });
      await noor.sees("The two passphrases differ. Please type them again.");
      await noor.lockSettings.changePassphrase({ present: "not the present one", next: NEW });
      await noor.sees("This passphrase does not open it.");
      await noor.lockSettings.changePassphrase({ present: PASSPHRASES.noor, next: NEW });
      await noor.sees("From now on the new passphrase opens this device.");
      await noor.places.settings();
      await noor.settings.lock();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.sees("This passphrase does not open it.");
      await noor.lock.unlock(NEW);
      await noor.places.mine();
      await noor.sees(MARK);
    });

    await t.test("safety_s21_autolock: when the page is left nothing stays on it, nor in a worker", async () => {
      await noor.places.settings();
      await noor.lockSettings.open();
      await noor.lockSettings.lockBy("At once when I look at something else");
      await noor.places.mine();
      await noor.sees(MARK);
      // What the browser holds of workers is asked where that can be asked.
      const ended = kind === "chromium" ? new Promise((resolve) => page.once("workerdestroyed", resolve)) : null;
      await page.evaluate(hide);
      await noor.lock.shown();
      await ended;
      assert.doesNotMatch(await page.content(), /Noor|Marker/u);
      await noor.lock.unlock(NEW);
      await noor.heading("Mine");
      await noor.sees(MARK);
    });

    await t.test("safety_s21_chooser: while the device's own chooser of files is open, the page is not left", async () => {
      await noor.places.settings();
      await noor.follow("Take everything along");
      // The chooser itself belongs to the device, and covers the page.
      const choose = (then) => page.evaluate((then) => {
        const input = document.querySelector("input[type=file]");
        input.addEventListener("click", (event) => event.preventDefault(), { once: true });
        input.click();
        if (then) input.dispatchEvent(new Event(then, { bubbles: true }));
      }, then);
      await choose();
      await page.evaluate(hide);
      await noor.heading("Take everything along");
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await choose("cancel");
      await page.evaluate(hide);
      await noor.lock.shown();
      await noor.lock.unlock(NEW);
    });

    await t.test("safety_s21_said_before: a line says that it is about to lock, and whoever does something stays", async () => {
      await noor.places.settings();
      await noor.lockSettings.open();
      await noor.lockSettings.lockBy("After 1 minute");
      // The clock of the lock is the worker's. It cannot be set ahead here, and the minute is the shortest choice.
      await new Promise((resolve) => setTimeout(resolve, 25_000));
      await noor.sees("This device locks in a few seconds.");
      await page.keyboard.press("Tab");
      await noor.seesNo("This device locks in a few seconds.");
      await noor.heading("Lock");
      await noor.lockSettings.lockBy("After 15 minutes");
      await noor.places.mine();
    });

    await t.test("safety_s21_dictation: who dictates is there, though no key is pressed", async () => {
      const heard = await page.evaluate(async () => {
        const sent = [];
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (...values) {
          sent.push(values[0]);
          return post.apply(this, values);
        };
        const real = Date.now;
        Date.now = () => real() + 30_000;
        document.body.dispatchEvent(new InputEvent("input", { bubbles: true }));
        const first = sent.length;
        document.body.dispatchEvent(new InputEvent("input", { bubbles: true }));
        Date.now = () => real() + 60_000;
        document.body.dispatchEvent(new CompositionEvent("compositionupdate", { bubbles: true }));
        Date.now = real;
        Worker.prototype.postMessage = post;
        return { first, all: sent.length };
      });
      assert.deepEqual(heard, { first: 1, all: 2 });
    });

    await t.test("safety_s21_at_rest: everything that the browser stores is ciphertext", async () => {
      const found = await page.evaluate(lookInStores, [MARK, "Noor", NEW]);
      assert.ok(found.looked > 10, `${found.looked} values`);
      assert.deepEqual(found.holders, []);
    });

    noor.problems.expectNone();
  });
}

for (const kind of ENGINES) {
  test(`a passkey as a second way through the lock, in ${kind}`, needing("an authenticator that a test holds", kind), async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    // A bare network address can have no passkeys.
    const noor = await arrive(t, kind, relay.address.replace("127.0.0.1", "localhost"));
    const authenticator = await noor.page.createCDPSession();
    await authenticator.send("WebAuthn.enable");
    const { authenticatorId } = await authenticator.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasResidentKey: true,
        hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true,
      },
    });
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });

    await t.test("safety_s21_passkey_added: only with the passphrase", async () => {
      await noor.places.settings();
      await noor.lockSettings.open();
      await noor.lockSettings.addPasskey("not the passphrase");
      await noor.sees("This passphrase does not open it.");
      const { credentials } = await authenticator.send("WebAuthn.getCredentials", { authenticatorId });
      assert.deepEqual(credentials, [], "none is made before the passphrase is right");
      await noor.lockSettings.addPasskey(PASSPHRASES.noor);
      await noor.sees("The passkey opens this device from now on.");
    });

    await t.test("safety_s21_passkey: it opens, beside the passphrase, until it is removed", async () => {
      await noor.page.reload();
      await noor.press("Unlock with a passkey");
      await noor.heading("Lock");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.heading("Lock");
      await noor.lockSettings.removePasskey(PASSPHRASES.noor);
      await noor.page.reload();
      await noor.lock.shown();
      await noor.seesNo("Unlock with a passkey");
    });

    noor.problems.expectNone();
  });
}

for (const kind of ENGINES) {
  test(`what an authenticator derives is read as it is, in ${kind}`, needing("a script before the page's own", kind), async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address.replace("127.0.0.1", "localhost"));
    // A page that is left while it is still coming says in Firefox that its fonts could not be loaded.
    await noor.firstRun.what();
    await noor.until("the whole page", () => document.readyState === "complete" && document.fonts.status === "loaded");
    await noor.page.evaluateOnNewDocument(derive);
    await noor.page.reload();
    await noor.firstRun.what();
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.places.settings();
    await noor.lockSettings.open();
    const derives = (on, secret) => noor.page.evaluate((on, secret) => Object.assign(sessionStorage, { [on]: secret }), on, secret);

    await t.test("safety_s21_passkey_secret: what is no secret adds no way in, and its passkey is taken off the list", async () => {
      await derives("made", "none");
      for (const secret of ["short", "alike", "refused"]) {
        await derives("asked", secret);
        await noor.lockSettings.addPasskey(PASSPHRASES.noor);
        await noor.lockSettings.usePasskeyOnce();
        await noor.sees("No passkey was added.");
      }
      assert.equal(await noor.page.evaluate(() => globalThis.forgotten.length), 3);
    });

    await t.test("safety_s21_passkey_part: a secret in a larger buffer opens, and another one at its beginning does not", async () => {
      await derives("made", "part");
      await noor.lockSettings.addPasskey(PASSPHRASES.noor);
      await noor.sees("The passkey opens this device from now on.");
      await derives("asked", "other part");
      await noor.page.reload();
      await noor.press("Unlock with a passkey");
      await noor.sees("This passkey does not open it.");
      await derives("asked", "part");
      await noor.press("Unlock with a passkey");
      await noor.heading("Lock");
    });

    noor.problems.expectNone();
  });
}

/** Runs in the page: it is not seen any more for a moment. */
function hide() {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.hidden;
}

/** Runs in the page before anything else: an authenticator whose answers a test chooses, in buffers such as browsers lend. */
function derive() {
  globalThis.forgotten = [];
  const inBuffer = (first) => {
    const whole = new Uint8Array(96);
    for (let index = 0; index < 32; index += 1) whole[64 + index] = first + index;
    return new Uint8Array(whole.buffer, 64, 32);
  };
  const secrets = {
    none: () => undefined,
    short: () => new Uint8Array(16).map((_, index) => index),
    alike: () => new ArrayBuffer(32),
    part: () => inBuffer(1),
    "other part": () => inBuffer(101),
  };
  const answer = (on) => {
    const name = sessionStorage.getItem(on);
    if (name === "refused") throw new DOMException("not now", "NotAllowedError");
    const first = secrets[name]();
    return { rawId: new Uint8Array([1, 2, 250]).buffer, getClientExtensionResults: () => ({ prf: first ? { results: { first } } : { enabled: true } }) };
  };
  Object.defineProperty(navigator, "credentials", { value: { create: async () => answer("made"), get: async () => answer("asked") } });
  globalThis.PublicKeyCredential = { signalUnknownCredential: async (told) => { globalThis.forgotten.push(told); } };
}

/** Runs in the page: which of everything that the browser keeps for it holds one of the texts. */
async function lookInStores(texts) {
  const holders = [];
  let looked = 0;
  const decoder = new TextDecoder();
  const look = (where, value) => {
    looked += 1;
    const bytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value);
    const text = bytes ? decoder.decode(value) : String(value);
    if (texts.some((one) => text.includes(one))) holders.push(where);
  };
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      for (const key of await answered(objects.getAllKeys())) look(`${name}/${store}`, key);
      for (const value of await answered(database.transaction(store).objectStore(store).getAll())) look(`${name}/${store}`, value);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      look(`cache ${name}`, request.url);
      look(`cache ${name}: ${request.url}`, await (await cache.match(request)).arrayBuffer());
    }
  }
  for (const storage of [localStorage, sessionStorage]) {
    for (const [key, value] of Object.entries(storage)) look("storage", `${key}=${value}`);
  }
  look("cookies", document.cookie);
  return { looked, holders };
}
