// The private check-in about control: only for somebody who is alone, in neutral words, with no number and no verdict; and once it is closed,
// nothing on the device, on the wire or in the history tells whether it was used.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";
import { go } from "../screens.js";
import { dump, folder, settle } from "../traces.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];

for (const kind of BROWSERS) {
  test(`the private check-in, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const dialog = noor.dialog();

    await tell("one quiet line leads to it from each tool of two people", async () => {
      await noor.toLikes("Sam");
      for (const address of [await noor.page.evaluate(() => location.hash), "#/mine/endings"]) {
        await go(noor, address);
        const lines = await noor.page.$$eval("main button", (all) => all.filter((one) => one.textContent === "Is this free for both of you?").length);
        assert.equal(lines, 1, address);
      }
    });

    await tell("safety_s30_alone: nothing is asked before somebody says that they are alone, and the headings say nothing", async () => {
      await noor.toLikes("Sam");
      await tabTo(noor, "Is this free for both of you?");
      await noor.page.keyboard.press("Enter");
      await dialog.heading("A check-in");
      await dialog.sees("The app keeps nothing of this.");
      assert.doesNotMatch(await dialog.text(), /fear|threat/u);
      await dialog.press("I am alone");
      await dialog.press("A partner");
      await dialog.press("One");
      await dialog.heading("One");
      await dialog.press("Close");
      await noor.press("Is this free for both of you?");
      await dialog.sees("The app keeps nothing of this.");
      await dialog.press("Close");
    });

    await tell("safety_s30_traces: used or not used, the device, the wire and the history are the same to the byte", async () => {
      await settle(relay, noor);
      await noor.toLikes("Sam");
      await noor.until("the page to rest", () => document.querySelector("main[data-place$='/likes']") !== null);
      const wire = [];
      noor.page.on("request", (request) => wire.push(request.url()));
      await noor.page.evaluate(() => {
        globalThis.sentToWorker = 0;
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (...sent) {
          globalThis.sentToWorker += 1;
          return postMessage.apply(this, sent);
        };
      });
      const before = [await noor.page.evaluate(dump), await folder(relay)];
      const pressed = await noor.page.evaluate(() => globalThis.sentToWorker);
      await noor.press("Is this free for both of you?");
      await dialog.press("I am alone");
      await dialog.press("A partner");
      for (const [part, none] of [["One", "It is not your fault."], ["Two", "It takes courage to see this."]]) {
        await dialog.press(part);
        for (const answer of ["No", "Yes", "Skip", "No", "Yes", "No", "Skip", "No"]) await answered(dialog, answer);
        await dialog.sees(none);
      }
      await dialog.sees("What others do to you is not your fault. What you do is yours to change.");
      assert.doesNotMatch(await dialog.text(), /\d|%/u);
      await dialog.press("Close");
      await noor.heading("Likes and dislikes");
      const after = [await noor.page.evaluate(dump), await folder(relay)];
      assert.deepEqual(after, before);
      assert.deepEqual(wire, []);
      const told = (await noor.page.evaluate(() => globalThis.sentToWorker)) - pressed;
      assert.ok(told <= 1, `the worker hears that somebody is there, as with any press, and nothing else: ${told}`);
    });

    await tell("with eight times no or skip nothing is ruled out, and for others than partners one question is shorter", async () => {
      await go(noor, "#/help");
      await noor.press("Look at the questions");
      await dialog.press("I am alone");
      await dialog.press("Somebody else");
      await dialog.press("One");
      for (let question = 1; question <= 8; question += 1) {
        if (question === 5) assert.match(await dialog.text(), /also about touch\?/u);
        await answered(dialog, question % 2 ? "No" : "Skip");
      }
      await dialog.sees("This cannot rule anything out.");
      await dialog.press("Help now");
      await noor.until("help above it", () => {
        const open = [...document.querySelectorAll("dialog[open]")];
        return open.length === 2 && open.some((one) => one.innerText.includes("People who listen and know what can be done."));
      });
    });

    await tell("what the other sees is the same", async () => {
      await sam.places.ours();
      await sam.ours.shown("Noor");
      await sam.theySee.open("Noor");
      await sam.seesNo("check-in");
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
    sam.problems.expectNone({ allowed: RELAY_AWAY });
  });
}

/** Answers a question, and waits for what comes next. */
async function answered(dialog, answer) {
  const before = await dialog.text();
  await dialog.press(answer);
  await dialog.until("what comes next", (before) => document.querySelector("dialog[open]")?.innerText !== before, before);
}
