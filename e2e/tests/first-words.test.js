// The first screen before the app is there: its words and its shape stand in the page, and what is done there is not lost.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, openBrowser, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { PASSPHRASES, arrive } from "../people.js";

/** A page whose module does not come until `release` is called. */
async function held(t, kind, address, width = 390) {
  const person = await openBrowser(kind);
  t.after(() => person.close());
  const page = await person.browser.newPage();
  await page.setViewport({ width, height: 844 });
  await person.problems.listenTo(page, address);
  const waiting = [];
  let isReleased = false;
  await page.setRequestInterception(true);
  page.on("request", (request) => {
    if (!isReleased && request.url().endsWith("page_bg.wasm")) waiting.push(request);
    else request.continue();
  });
  await page.goto(address, { waitUntil: "domcontentloaded" });
  const release = () => {
    isReleased = true;
    for (const request of waiting) request.continue();
  };
  return Object.assign(new App(page), { problems: person.problems, release });
}

/** Runs in the page: what the first screen says, and where its first parts stand. The fonts come with the app. */
function shape() {
  const top = (selector) => Math.round(document.querySelector(selector).getBoundingClientRect().top);
  const said = [...document.querySelectorAll(".act h1, .act .lead, .act .btn, .below .others .btn, .keeper > p, .keeper summary")];
  const words = said.filter((part) => part.innerText !== "").map((part) => part.innerText);
  return { mark: top(".act .mark"), heading: top(".act h1"), words };
}

for (const kind of BROWSERS) {
  test(`the first words are there before the app, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    for (const width of [390, 1280]) {
      await t.test(`they are those of the app, in its places, at ${width} pixels`, async () => {
        const noor = await held(t, kind, relay.address, width);
        await noor.firstRun.words();
        assert.ok(await noor.page.evaluate(() => document.getElementById("before") !== null));
        const before = await noor.page.evaluate(shape);
        assert.ok(before.words.length > 6, `${before.words}`);
        noor.release();
        await noor.firstRun.own();
        const after = await noor.page.evaluate(shape);
        assert.deepEqual(after.words, before.words);
        for (const part of ["mark", "heading"]) {
          assert.ok(Math.abs(after[part] - before[part]) <= 24, `${part}: ${before[part]}, then ${after[part]}`);
        }
        noor.problems.expectNone();
      });
    }

    await t.test("whoever presses before the app is there is where that leads once it is, and the focus is not lost", async () => {
      const early = await held(t, kind, relay.address);
      await early.firstRun.words();
      await early.page.focus("#before .btn.primary");
      early.release();
      await early.firstRun.own();
      assert.equal(await early.page.evaluate(() => document.activeElement.innerText), "Begin");
      const slow = await held(t, kind, relay.address);
      await slow.firstRun.words();
      const link = await slow.page.$("#before .others a");
      const { x, y, width, height } = await link.boundingBox();
      await slow.page.mouse.move(x + width / 2, y + height / 2);
      await slow.page.mouse.down();
      slow.release();
      await slow.until("the module", () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith("page_bg.wasm") && responseEnd > 0));
      await slow.page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
      assert.ok(await slow.page.evaluate(() => document.getElementById("before") !== null), "it stays while it is pressed");
      await slow.page.mouse.up();
      await slow.heading("Your vault on this device");
      for (const [link, heading] of [["Begin", "A place of your own"], ["I have recovery words", "Bring back what is yours"]]) {
        const hasty = await held(t, kind, relay.address);
        await hasty.firstRun.words();
        await hasty.follow(link);
        hasty.release();
        await hasty.heading(heading);
        hasty.problems.expectNone();
      }
    });

  });

  test(`whoever has been here before does not see the first screen, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.until("the offline copy", () => navigator.serviceWorker.controller !== null);
    await noor.page.evaluateOnNewDocument(() => {
      globalThis.seen = [];
      const look = () => {
        const part = document.querySelector("#before .new");
        // Nothing is painted before the style sheets are there, yet some browsers count frames until then.
        const isStyled = [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet);
        if (part && isStyled) globalThis.seen.push(getComputedStyle(part).visibility);
        requestAnimationFrame(look);
      };
      look();
      // A fast machine has the app there before the first frame: it waits until two were looked at.
      const framesSeen = () => new Promise((resolve) => {
        const again = () => (globalThis.seen.length < 2 ? requestAnimationFrame(again) : resolve());
        again();
      });
      for (const way of ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]) {
        const begin = WebAssembly[way];
        WebAssembly[way] = async (...given) => {
          await framesSeen();
          return begin.apply(WebAssembly, given);
        };
      }
    });
    await noor.page.reload();
    await noor.lock.shown();
    const seen = await noor.page.evaluate(() => globalThis.seen);
    assert.ok(seen.length > 0 && !seen.includes("visible"), `${seen}`);
  });
}
