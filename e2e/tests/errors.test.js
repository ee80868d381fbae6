// What goes wrong, and what went well, is said where the person is: at the field, beside the act, with the focus. And the focus is never
// nowhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, chapters, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_UNSAFE_PORT|can.t establish a connection|connection to .* was interrupted/u];
/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";

for (const kind of BROWSERS) {
  test(`recovery with a relay that is not reached, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.places.settings();
    await noor.settings.connected();
    const fresh = await arrive(t, kind, relay.address);
    const isAsTyped = async () => {
      assert.equal(await fresh.written("Your 24 recovery words"), words.join(" "));
      assert.equal(await fresh.written("Address of the relay"), NOWHERE);
      assert.equal(await fresh.written("A passphrase for this device"), PASSPHRASES.sam);
      assert.equal(await fresh.written("The same passphrase again"), PASSPHRASES.sam);
    };

    await tell("it says that the relay was not reached yet, and Stop keeps what was typed", async () => {
      await fresh.firstRun.haveWords();
      await fresh.recover.bringBack({ words, passphrase: PASSPHRASES.sam, relay: NOWHERE });
      await fresh.sees("Your relay has not been reached yet.");
      await fresh.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
      await fresh.press("Stop");
      await fresh.heading("Bring back what is yours");
      await isAsTyped();
    });

    await tell("given up, everything typed stands there, and the reason has the focus", async () => {
      await fresh.press("Bring it back");
      await fresh.sees("Your relay has not been reached yet.");
      await fresh.sees("Bring back what is yours");
      await fresh.until("the reason to have the focus", isReadWithFocus, "relay");
      await isAsTyped();
    });

    await tell("going back and coming again takes nothing either, and the right relay brings it back", async () => {
      await fresh.firstRun.back();
      await fresh.firstRun.haveWords();
      await isAsTyped();
      await fresh.write("Address of the relay", relay.address);
      await fresh.press("Bring it back");
      await fresh.sees("Who is close to you?");
    });

    fresh.problems.expectNone({ allowed: NO_RELAY });
  });

  test(`what is said, and the focus, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    await noor.writeCard({ text: "Rain on the tent" });
    await sam.askFor("Noor", { need: "Company", text: "On Friday." });
    await sam.support.share("Noor");

    await tell("what is wrong stands at its field, and beside the button with the focus", async () => {
      await go(noor, "#/mine/card");
      await noor.press("Save");
      await noor.until("the summary to have the focus", isReadWithFocus, "Something is still empty.");
      assert.deepEqual(await noor.page.evaluate(wrongFields), [["What?", "Something is still empty. Please fill it in."]]);
      await noor.write("What?", "Tea");
      await noor.write("More, if you want", "long ".repeat(801));
      await noor.press("Save");
      await noor.until("the summary to have the focus", isReadWithFocus, "At most 4,000 fit.");
      assert.deepEqual(await noor.page.evaluate(wrongFields), [
        ["More, if you want", "This has 4,004 characters. At most 4,000 fit. Please shorten it."],
      ]);
      await noor.press("Discard what I wrote");
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.write("What you call them", "Kim");
      await noor.press("Add");
      await noor.until("the summary to have the focus", isReadWithFocus, "Please choose what they are to you.");
      assert.deepEqual(await noor.page.$$eval("main [role=radiogroup][aria-invalid=true] .wrong", (all) => all.map((one) => one.textContent)), ["Please choose what they are to you."]);
      await noor.press("Discard what I wrote");
    });

    await tell("all that is missing is said at once, each until it is mended, and nothing moves", async () => {
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.press("Add");
      await noor.until("the summary to have the focus", isReadWithFocus, "Please write a name.");
      assert.deepEqual(await noor.page.evaluate(stillWrong), ["Please write a name.", "Please choose what they are to you."]);
      const top = await noor.page.$eval("main form .row", (row) => row.offsetTop);
      await noor.write("What you call them", "Kim");
      assert.deepEqual(await noor.page.evaluate(stillWrong), ["Please choose what they are to you."]);
      await noor.choose("Friend");
      assert.deepEqual(await noor.page.evaluate(stillWrong), []);
      assert.equal(await noor.page.$eval("main form .row", (row) => row.offsetTop), top);
      await noor.press("Discard what I wrote");
    });

    await tell("an invite is taken back after a question only", async () => {
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.ours.add({ name: "Kim", kind: "Friend" });
      await noor.link.start("Kim");
      const invite = await noor.link.makeInvite();
      await noor.press("Take the invite back");
      await noor.sees("Whoever has it can no longer use it.");
      await noor.press("Keep it");
      assert.equal(await noor.link.invite(), invite);
      await noor.press("Take the invite back");
      await noor.dialog().press("Take the invite back");
      await noor.sees("Taken back. Nothing was linked.");
    });

    await tell("what came of an act is in view, however far the page is scrolled", async () => {
      await noor.places.settings();
      await noor.settings.useRelay(relay.address, PASSPHRASES.noor);
      await noor.sees("Your device brings everything there as soon as it answers.");
      assert.ok(await noor.page.evaluate(isInView, ".status .result"));
    });

    await tell("a control that goes leaves the focus beside it", async () => {
      await noor.toSupport("Sam");
      await noor.sees("On Friday.");
      await noor.choose("Yes");
      await noor.press("Leave it open");
      await noor.until("the focus somewhere", isSomewhere);
    });

    await tell("on every page the focus survives what has it, and nothing moves", async () => {
      for (const address of addresses(await identifiers(noor), kind)) {
        await go(noor, address);
        const before = await noor.page.evaluate(loseFocus);
        await noor.until(`the focus somewhere on ${address}`, isSomewhere);
        assert.equal(await noor.page.evaluate(scrolled), before, address);
        // Whoever was about to press Enter does nothing that they have not read.
        assert.match(await noor.page.evaluate(() => document.activeElement.tagName), /^H[1-4]$/u, address);
      }
    });

    noor.problems.expectNone({ allowed: NO_RELAY });
  });
}

/** Runs in the page: whether what has the focus says this, and can be seen. */
function isReadWithFocus(words) {
  const active = document.activeElement;
  const { top, bottom } = active.getBoundingClientRect();
  return active.matches(".problems") && active.textContent.includes(words) && top >= 0 && bottom <= innerHeight;
}

/** Runs in the page: the fields that are marked, and what is said of each. */
function wrongFields() {
  return [...document.querySelectorAll("main [aria-invalid=true]")].map((field) => {
    const said = field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)?.textContent);
    return [field.labels[0].textContent, said[0]];
  });
}

/** What the summary says is wrong still. */
function stillWrong() {
  const said = [...document.querySelectorAll("main .problem p")];
  return said.filter((one) => getComputedStyle(one).visibility === "visible").map((one) => one.textContent);
}

function isInView(selector) {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.height > 0;
}

function isSomewhere() {
  const active = document.activeElement;
  return active && active !== document.body && active.isConnected;
}

const scrolled = () => document.querySelector(".pane").scrollTop;

/** Runs in the page: the last control gets the focus, and is taken away as an update would take it. */
async function loseFocus() {
  // The page that was come to scrolls to its top once it is drawn.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const controls = [...document.querySelectorAll("main a[href], main button, main input:not([type=file])")].filter((one) => one.checkVisibility());
  const last = controls.at(-1);
  last?.focus();
  const scrolled = document.querySelector(".pane").scrollTop;
  const gap = document.createElement("span");
  if (last) {
    const { width, height } = last.getBoundingClientRect();
    Object.assign(gap.style, { display: "inline-block", width: `${width}px`, height: `${height}px` });
    last.replaceWith(gap);
  }
  return scrolled;
}
