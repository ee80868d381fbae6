// The keyboard alone is enough, and the focus is always somewhere that can be seen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, linkThem } from "../people.js";
import { go } from "../screens.js";

const STOPS_MAX = 60;

for (const kind of BROWSERS) {
  test(`the keyboard alone is enough, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);
    const { keyboard } = noor.page;

    await t.test("through the first run", async () => {
      await headingHasFocus(noor, null);
      await tabTo(noor, "Begin");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Two voices");
      await tabTo(noor, "Next");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Who carries your messages");
      await tabTo(noor, "Next");
      await keyboard.press(" ");
      await headingHasFocus(noor, "A place of your own");
      for (const [label, text] of [["Your name", "Noor"], ["Passphrase", PASSPHRASES.noor], ["The same passphrase again", PASSPHRASES.noor]]) {
        await tabTo(noor, label);
        await keyboard.type(text);
      }
      await keyboard.press("Enter");
      const words = await noor.recoveryWords.read();
      await headingHasFocus(noor, "Recovery words");
      await tabTo(noor, "I have written them down");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Three of your words");
      for (const position of [4, 13, 22]) {
        await tabTo(noor, `Word number ${position}`);
        await keyboard.type(words[position - 1]);
      }
      await keyboard.press("Enter");
      await noor.sees("Your recovery words are right.");
    });

    await t.test("through writing a card and sharing it", async () => {
      await sam.makeVault({ name: "Sam", passphrase: PASSPHRASES.sam });
      await linkThem(noor, sam);
      await go(noor, "#/mine");
      await tabTo(noor, "Write a card");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "A new card");
      await tabTo(noor, "I like");
      await keyboard.press("ArrowRight");
      await tabTo(noor, "What?");
      await keyboard.type("Loud mornings");
      await tabTo(noor, "Save");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Mine");
      await tabTo(noor, "Ours");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Ours · Sam");
      await tabTo(noor, "Likes and dislikes");
      await keyboard.press("Enter");
      await headingHasFocus(noor, "Likes and dislikes");
      await tabTo(noor, "Share “Loud mornings”");
      await keyboard.press("Enter");
      await noor.dialog().sees("Sam will see exactly this:");
      await tabTo(noor, "Keep it mine");
      await keyboard.press("Escape");
      await noor.until("the question to be closed", () => document.querySelector("dialog[open]") === null);
      await tabTo(noor, "Share “Loud mornings”");
      await keyboard.press("Enter");
      await tabTo(noor, "Share with Sam");
      await keyboard.press("Enter");
      await noor.sees("Shared with Sam.");
      await sam.toLikes("Noor");
      await sam.sees("Loud mornings");
      await sam.sees("Dislikes");
    });

    await t.test("every stop of the keyboard can be seen", async () => {
      await go(noor, "#/settings");
      const stops = new Set();
      for (const key of ["Tab", "Shift+Tab"]) {
        await noor.heading("Settings");
        await noor.page.evaluate(() => document.querySelector("h1").focus());
        for (const at of await walk(noor, key)) {
          assert.ok(at.isSeen, `“${at.name}” is covered or outside`);
          stops.add(at.id);
        }
      }
      assert.ok(stops.size > 12, `only ${stops.size} stops`);
    });
  });
}

/**
 * Walks from stop to stop until the thing of this name has the focus: onward, and back from the page's end.
 *
 * A walk past an end of the page would lead into the browser's own bars. From there a person goes on into the page, but
 * a driven browser sends its keys to the page all the while, though the page has no focus.
 */
async function tabTo(app, name) {
  const passed = [];
  for (const key of ["Tab", "Shift+Tab"]) {
    const stops = await walk(app, key, name);
    if (stops.at(-1)?.name === name) return;
    passed.push(...stops.map((stop) => stop.name));
  }
  throw new Error(`“${name}” is no stop of the keyboard; these are: ${passed.join(", ")}`);
}

/** The stops from here to the page's end, or to its beginning, or up to the one of this name. */
async function walk(app, key, until) {
  const isLast = (isBackward) => {
    const stops = [...document.querySelectorAll("a[href], button, input, textarea, select, summary")].filter(
      (stop) => stop.checkVisibility() && (stop.closest("dialog[open]") || !document.querySelector("dialog[open]")),
    );
    const onward = stops.filter((stop) => {
      const place = document.activeElement.compareDocumentPosition(stop);
      return place & (isBackward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING);
    });
    return onward.length === 0;
  };
  const { keyboard } = app.page;
  const isBackward = key === "Shift+Tab";
  const stops = [];
  if (isBackward) await keyboard.down("Shift");
  while (stops.length < STOPS_MAX && !(await app.page.evaluate(isLast, isBackward))) {
    await keyboard.press("Tab");
    stops.push(await stopOf(app));
    if (until !== undefined && stops.at(-1).name === until) break;
  }
  if (isBackward) await keyboard.up("Shift");
  return stops;
}

/** What has the focus now: its name, and whether it can be seen. */
function stopOf(app) {
  return app.page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const stop = document.activeElement;
    const row = stop.matches("a.go") ? stop.querySelector("b") : null;
    const name = stop.ariaLabel ?? stop.labels?.[0]?.textContent ?? (row ?? stop).textContent;
    const { x, y, width, height } = stop.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    stop.dataset.stop ??= crypto.randomUUID();
    const isSeen = stop === document.body || (top !== null && (stop.contains(top) || top.contains(stop) || top.closest("label") === stop.closest("label")));
    return { name: name.replace(/\s+/gu, " ").trim(), isSeen, id: stop.dataset.stop };
  });
}

/** Waits until a heading has the focus; `null` stands for the first page, which takes no focus from the browser. */
async function headingHasFocus(app, name) {
  if (name === null) return app.firstRun.what();
  return app.until(`the focus on the heading “${name}”`, (name) =>
    document.activeElement?.tagName === "H1" && document.activeElement.textContent === name, name);
}
