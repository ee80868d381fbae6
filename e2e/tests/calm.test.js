// A breathing space: four guided pieces that go by the clock, stop at once, keep a screen awake and make a sound only while they run, and of
// which nothing is kept.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, accessibilityFindings, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Calm } from "../pages/calm.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";
import { dump, folder, settle } from "../traces.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];

const SPACE = "The breathing space";
const WISHES = "Kind wishes";
const SPACE_ANSWER = "What is here may be here, and the next thing can wait a moment longer.";

for (const kind of BROWSERS) {
  test(`a breathing space, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const calm = new Calm(noor.page);
    await noor.until("the offline copy", async () => (await caches.keys()).length > 0);

    await tell("the policy opens the screen's wake lock to the app alone", async () => {
      const policy = (await fetch(relay.address)).headers.get("permissions-policy");
      assert.match(policy, /screen-wake-lock=\(self\)/u);
      if (kind === "chromium") assert.ok(await noor.page.evaluate(() => document.featurePolicy.allowsFeature("screen-wake-lock")));
    });

    await tell("safety_s17_calm: nothing of it is kept: device, relay, requests and history are the same to the byte", async () => {
      await settle(relay, noor);
      await noor.places.mine();
      await calm.open();
      await calm.watch();
      const wire = [];
      noor.page.on("request", (request) => wire.push(request.url()));
      await noor.page.evaluate(noteMessages);
      const before = [await noor.page.evaluate(dump), await folder(relay)];
      await calm.choose("A bell at both ends");
      await calm.begin(SPACE);
      await calm.press("Feet instead of breath");
      await calm.pass(30);
      await calm.says("What is here? A thought, a feeling, something in the body. Name it in a word.");
      await calm.pass(200);
      await calm.over(SPACE, SPACE_ANSWER);
      await calm.press("Once more");
      await calm.runs(SPACE);
      await calm.press("Stop");
      await calm.over(SPACE, SPACE_ANSWER);
      const after = [await noor.page.evaluate(dump), await folder(relay)];
      assert.deepEqual(after, before);
      assert.deepEqual(wire, []);
      const sizes = await noor.page.evaluate(() => globalThis.messages);
      assert.ok(sizes.every((size) => size <= STILL_HERE_BYTES_MAX), `the worker hears that somebody is there, and nothing else: ${sizes}`);
      assert.doesNotMatch(await noor.page.evaluate(() => document.querySelector("main").innerText), /\d/u, "no count");
    });

    await relay.kill();
    await noor.page.reload();
    await noor.lock.unlock(PASSPHRASES.noor);
    await noor.heading("A breathing space");
    await calm.watch();

    await tell("offline, each sentence comes when the clock says so, whatever the page missed, and the end too", async () => {
      await calm.begin(SPACE);
      await calm.sees("Eyes open or closed · sound: none · about three minutes left");
      await calm.pass(16);
      await calm.says("What is here? A thought, a feeling, something in the body. Name it in a word.");
      // A dark screen: the page hears of nothing until it is seen again.
      await calm.dark(85);
      await calm.says("The mind wanders off. Come back to this one breath.");
      await calm.sees("about one minute left");
      // A clock that is set back takes nothing back.
      await calm.pass(-60);
      await calm.says("The mind wanders off. Come back to this one breath.");
      await calm.pass(120);
      await calm.says("The room, its sounds, its light.");
      await calm.dark(600);
      await calm.over(SPACE, SPACE_ANSWER);
      assert.equal(await noor.page.$("main .circle"), null);
      assert.equal((await calm.device()).awake, 0, "a screen that was dark at the end may go dark again");
    });

    await tell("at once the feet take the place of the breath, and nothing breathes on the screen", async () => {
      await calm.press("Once more");
      await calm.runs(SPACE);
      await calm.pass(61);
      await calm.says("Now feel one breath, where it is clearest. If breath is no good place today, feel your feet.");
      assert.equal(await noor.page.evaluate(movements), 1);
      await calm.press("Feet instead of breath");
      await calm.says("Now feel your feet on the ground, or one hand in the other.");
      assert.equal(await noor.page.evaluate(movements), 0);
      await calm.press("Breath instead of feet");
      await calm.says("Now feel one breath, where it is clearest. If breath is no good place today, feel your feet.");
      await calm.press("Stop");
      await calm.over(SPACE, SPACE_ANSWER);
    });

    if (kind === "chromium") {
      await tell("whoever wants little motion gets none", async () => {
        await noor.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await calm.press("Once more");
        await calm.runs(SPACE);
        assert.equal(await noor.page.evaluate(movements), 0);
        await calm.press("Stop");
        await calm.over(SPACE, SPACE_ANSWER);
        await noor.page.emulateMediaFeatures([]);
      });
    }

    await tell("the keyboard begins, and Escape stops; a question that stands before the page closes first", async () => {
      await tabTo(noor, "Another piece");
      await noor.page.keyboard.press("Enter");
      await calm.heading("A breathing space");
      await tabTo(noor, `Begin: ${WISHES}`);
      await noor.page.keyboard.press("Enter");
      await calm.runs(WISHES);
      assert.equal(await noor.page.evaluate(() => document.querySelector(".calm").innerText.includes("instead of")), false);
      await calm.press("Help");
      await calm.dialog().heading("Help now");
      await noor.page.keyboard.press("Escape");
      await noor.until("no question", () => document.querySelector("dialog[open]") === null);
      await calm.pass(26);
      await calm.says("May you be safe.");
      await noor.page.keyboard.press("Escape");
      await calm.over(WISHES, "A wish asks nothing back, and one of them may be for you.");
      await calm.press("Help now");
      await calm.dialog().heading("Help now");
      await calm.dialog().press("Close");
      await calm.press("Another piece");
    });

    await tell("any whole number of minutes from one on, and in one minute too there is time for each sentence", async () => {
      await calm.choose("Another length");
      await calm.press(`Begin: ${WISHES}`);
      await calm.sees("Please write a whole number from 1 to 60.");
      await calm.write("How many minutes?", "61");
      await calm.press(`Begin: ${WISHES}`);
      await calm.write("How many minutes?", "45");
      await calm.begin(WISHES);
      await calm.sees("about 45 minutes left");
      await calm.pass(44 * 60);
      await calm.says("Feel your feet, and let the wishes rest.");
      await calm.pass(60);
      await calm.over(WISHES, "A wish asks nothing back, and one of them may be for you.");
      await calm.press("Another piece");
      await calm.choose("One minute");
      await calm.begin(WISHES);
      const said = [];
      for (let second = 0; second < 60; second += 2) {
        const [sentence] = await noor.page.$$eval(".circle p", (all) => all.map((one) => one.innerText));
        if (sentence !== undefined && said.at(-1) !== sentence) said.push(sentence);
        await calm.pass(2);
      }
      await calm.over(WISHES, "A wish asks nothing back, and one of them may be for you.");
      assert.ok(said.includes("If that was hard, go back to the first one.") && said.includes("May I be well."), said.join(" / "));
      assert.ok(said.length <= 8, said.join(" / "));
    });

    await tell("no sound unless it was chosen; it is made on the device, and ends at once with the piece", async () => {
      assert.deepEqual((await calm.device()).made, []);
      await calm.press("Another piece");
      await calm.choose("A quiet tone");
      await calm.begin(SPACE);
      await calm.sees("sound: a tone");
      assert.equal((await calm.device()).made.length, 2);
      await calm.press("Stop");
      await calm.over(SPACE, SPACE_ANSWER);
      assert.equal((await calm.device()).closed, 1);
      await calm.press("Another piece");
      await calm.choose("A bell at both ends");
      await calm.choose("One minute");
      await calm.begin(SPACE);
      const bells = new Set((await calm.device()).made.slice(2).map(Math.round));
      assert.deepEqual([...bells], [0, 60], "one at the beginning, one at the end");
      await noor.places.today();
      assert.equal((await calm.device()).closed, 2, "whoever goes elsewhere hears no more of it");
      assert.equal((await calm.device()).awake, 0);
    });

    await tell("where the browser makes no sound, words say so, and the piece goes on", async () => {
      await noor.places.mine();
      await calm.open();
      await noor.page.evaluate(() => { globalThis.AudioContext = class { constructor() { throw new Error("refused"); } }; });
      await calm.choose("A quiet tone");
      await calm.begin(SPACE);
      await calm.pass(16);
      await calm.sees("This browser makes no sound here. The words go on without one.");
      await calm.sees("sound: none");
      await calm.says("What is here? A thought, a feeling, something in the body. Name it in a word.");
    });

    await tell("the screen is kept awake while it runs, asked for again when it was dark, and let go afterwards", async () => {
      const before = await calm.device();
      assert.equal(before.awake > 0, true);
      await calm.dark(1);
      assert.equal((await calm.device()).asked > before.asked, true);
      await calm.press("Stop");
      await calm.over(SPACE, SPACE_ANSWER);
      assert.equal((await calm.device()).awake, 0);
      await noor.page.evaluate(() => { navigator.wakeLock.request = () => Promise.reject(new DOMException("no", "NotAllowedError")); });
      await calm.press("Once more");
      await calm.runs(SPACE);
      await calm.pass(16);
      await calm.says("What is here? A thought, a feeling, something in the body. Name it in a word.");
    });

    await tell("a piece that runs and is seen counts as use, so that the vault stays open until its end", async () => {
      const heard = async (act) => {
        await noor.page.evaluate(noteMessages);
        await act();
        return (await noor.page.evaluate(() => globalThis.messages)).length;
      };
      assert.equal(await heard(() => calm.pass(11)), 1);
      assert.equal(await heard(() => calm.pass(200)), 0);
      await calm.over(SPACE, SPACE_ANSWER);
      assert.equal(await heard(() => calm.pass(60)), 0);
    });

    for (const look of ["light", "dark"]) {
      await tell(`axe-core finds nothing while it runs and afterwards, in ${look}`, async () => {
        await noor.page.evaluate((look) => { document.documentElement.dataset.theme = look; }, look);
        assert.deepEqual(await accessibilityFindings(noor.page), []);
        await calm.press("Once more");
        await calm.runs(SPACE);
        assert.deepEqual(await accessibilityFindings(noor.page), []);
        await calm.press("Stop");
        await calm.over(SPACE, SPACE_ANSWER);
      });
    }

    await tell("a lock, and Leave, end it at once", async () => {
      await noor.places.settings();
      await noor.lockSettings.open();
      await noor.lockSettings.lockBy("At once when I look at something else");
      await noor.places.mine();
      await calm.open();
      await calm.watch();
      await calm.choose("A quiet tone");
      await calm.begin(SPACE);
      await calm.dark(0);
      await noor.lock.shown();
      assert.deepEqual(ended(await calm.device()), { awake: 0, closed: 1 });
      await noor.lock.unlock(PASSPHRASES.noor);
      await calm.heading("A breathing space");
      await calm.choose("A quiet tone");
      await calm.begin(SPACE);
      await noor.page.evaluate(() => globalThis.counterpointLeaving());
      assert.deepEqual(ended(await calm.device()), { awake: 0, closed: 2 });
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });
}

/** What says to the worker that somebody is there has fewer bytes than anything that says more. */
const STILL_HERE_BYTES_MAX = 16;

function ended({ awake, closed }) {
  return { awake, closed };
}

/** Runs in the page: from now on, how many bytes each message to the worker has. */
function noteMessages() {
  globalThis.messages = [];
  if (globalThis.notesMessages) return;
  globalThis.notesMessages = true;
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (...sent) {
    globalThis.messages.push(sent[0].byteLength ?? JSON.stringify(sent[0]).length);
    return postMessage.apply(this, sent);
  };
}

/** Runs in the page: how many things move by themselves in the circle. */
function movements() {
  return document.getAnimations().filter((one) => one.playState === "running" && one.effect.target.closest(".circle")).length;
}
