// An update never disturbs. Whatever arrives, and whether the relay is there or not: what is typed, focused, selected, open or pressed stays.

import assert from "node:assert/strict";
import { test } from "node:test";

import { focusField, unfold } from "../fields.js";
import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";
import { hearing, keepUpdates, knows, look, moved, remember, watchPlaces } from "../still.js";

const RELAY_GONE = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u];
const COMES_AND_GOES = "Something that comes and goes";
/** Pages that have a field, at the least. */
const WITH_FIELDS_MIN = 12;
/** Pages on which a card, a request or an answer of the other's is shown. */
const SHOWS = /^#\/(today|ours|shared|ours\/\w+(\/(likes|support|ask.*|known|they-see|room))?)$/u;

for (const kind of BROWSERS) {
  test(`an update disturbs nothing, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);

    // The form has gone, and what stands below it has moved up.
    const isAnswered = () => sam.sees("Change the answer");

    await tell("both have something of each kind", async () => {
      await noor.page.evaluateOnNewDocument(keepUpdates);
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.writeCard({ text: "Rain on the tent" });
      await noor.askFor("Sam", { need: "Listening", text: "About Monday." });
      await noor.support.share("Sam");
      await sam.writeCard({ text: COMES_AND_GOES });
      await sam.askFor("Noor", { need: "Listening", text: "About Friday." });
      await sam.support.share("Noor");
      await noor.places.today();
      await noor.sees("About Friday.");
      await sam.toSupport("Noor");
      await sam.support.answer("Not now");
      await isAnswered();
      await sam.support.startAsking("Noor");
      await sam.support.save({ need: "Ideas", text: COMES_AND_GOES });
    });

    // Two requests, one card, two answers: of each kind of thing that can arrive.
    const { relationship } = await identifiers(sam);
    const places = { likes: `#/ours/${relationship}/likes`, support: `#/ours/${relationship}/support` };
    const share = async () => {
      await go(sam, places.likes);
      await sam.likes.share(COMES_AND_GOES, "Noor");
      await go(sam, places.support);
      await sam.press("Change the answer");
      await sam.support.answer("Yes", "At eight, with tea.");
      await isAnswered();
      await sam.followRow("I would like your ideas");
      await sam.support.share("Noor");
    };
    const withdraw = async () => {
      await go(sam, places.likes);
      await sam.likes.withdraw(COMES_AND_GOES);
      await go(sam, places.support);
      await sam.press("Change the answer");
      await sam.support.answer("Not now");
      await isAnswered();
      await sam.followRow("I would like your ideas");
      await sam.support.withdraw("Noor");
    };

    const hears = hearing(noor, sam);

    await tell("what arrives moves nothing on any page, and takes nothing that is typed, focused, selected or open", async () => {
      let withFields = 0;
      let isShared = false;
      const found = [];
      const own = await identifiers(noor);
      noor.wantsNews = false;
      for (const address of [...addresses(own, kind), "#/devices/carry"]) {
        await go(noor, address);
        const count = await noor.page.evaluate(unfold);
        if (count > 0) withFields += 1;
        for (let index = 0; index < count; index += 1) {
          await noor.page.evaluate(focusField, index);
          await noor.page.keyboard.type(`kept ${index}`);
        }
        const before = await noor.page.evaluate(remember);
        await noor.page.evaluate(watchPlaces);

        const calm = await noor.page.evaluate(() => globalThis.updates);
        await relay.stop();
        await noor.until(`${address} to hear that the relay is gone`, (calm) => globalThis.updates > calm, calm);
        await relay.start();
        // Where what was shared is shown it comes and goes; on the other pages one of both.
        const both = isShared ? [withdraw, share] : [share, withdraw];
        for (const happens of SHOWS.test(address) ? both : both.slice(0, 1)) {
          await happens();
          isShared = happens === share;
          await hears(`${address} to hear of it`);
          assert.deepEqual(await noor.page.evaluate(look), before, address);
          found.push(...(await noor.page.evaluate(moved)).map((what) => `${address}, ${happens.name}: ${what}`));
        }
      }
      noor.wantsNews = true;
      if (isShared) await withdraw();
      assert.deepEqual(found, []);
      assert.ok(withFields >= WITH_FIELDS_MIN, `${withFields} pages had a field`);
    });

    await tell("a question that stands open moves nothing when the relay goes and comes", async () => {
      await noor.toLikes("Sam");
      await noor.follow("Open “Rain on the tent”");
      await noor.press("Share with Sam");
      await noor.dialog().sees("You are connected");
      await noor.page.evaluate(watchPlaces);
      await relay.stop();
      await noor.dialog().sees("it waits on this device");
      assert.deepEqual(await noor.page.evaluate(moved), []);
      await relay.start();
      await noor.dialog().sees("You are connected");
      assert.deepEqual(await noor.page.evaluate(moved), []);
      await noor.dialog().press("Keep it mine");
    });

    await tell("an answer that is being typed outlives the request", async () => {
      // What was typed on every page before may stand under a request that came and went.
      await noor.toSupport("Sam");
      for (let left = await noor.page.evaluate(toDiscard); left > 0; left -= 1) {
        await noor.press("Discard what I wrote");
        await noor.until("one less to discard", toDiscard, left - 1);
      }
      await noor.places.today();
      await noor.choose("Something else");
      await noor.write("Your own words, if you want", "I would rather walk with you");
      await sam.toSupport("Noor");
      await sam.followRow("I would like to be listened to");
      await sam.support.withdraw("Noor");
      await noor.sees("This request does not stand here. What you have written still does.");
      assert.equal(await noor.written("Your own words, if you want"), "I would rather walk with you");
      await noor.toSupport("Sam");
      assert.equal(await noor.written("Your own words, if you want"), "I would rather walk with you");
      await noor.press("Discard what I wrote");
      await noor.seesNo("What you have written still does.");
    });

    await tell("what is pressed stays what it is until it is let go", async () => {
      await noor.toLikes("Sam");
      const link = await noor.labelled("Open “Rain on the tent”");
      await noor.page.mouse.move(link.x, link.y);
      await sam.toLikes("Noor");
      await noor.page.mouse.down();
      await noor.page.evaluate(() => { globalThis.heard = []; });
      await sam.likes.share(COMES_AND_GOES, "Noor");
      await noor.until("an update under a pressed link", knows, COMES_AND_GOES);
      assert.ok(!(await noor.text()).includes(COMES_AND_GOES));
      await noor.page.mouse.up();
      await noor.heading("A card of yours");
      await noor.toLikes("Sam");
      await noor.sees(COMES_AND_GOES);
    });

    noor.problems.expectNone({ allowed: RELAY_GONE });
  });
}

/** Runs in the page: how much that was written can be discarded; or, with a number, whether it is that much. */
function toDiscard(expected) {
  const { length } = [...document.querySelectorAll("main button")].filter((button) => button.textContent === "Discard what I wrote");
  return expected === undefined ? length : length === expected;
}
