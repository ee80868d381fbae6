// The first screen before the app is there: its words and its shape stand in the page, and what is done there is not lost.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, openBrowser, startRelay } from "../harness.js";
import { App } from "../pages/app.js";
import { PASSPHRASES, arrive } from "../people.js";

/** A page whose module does not come until `release` is called. */
async function held(t, kind, address) {
  const person = await openBrowser(kind);
  t.after(() => person.close());
  const page = await person.browser.newPage();
  await page.setViewport({ width: 390, height: 844 });
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

/** Runs in the page: where the first screen's parts stand. */
function places() {
  const top = (selector) => Math.round(document.querySelector(selector).getBoundingClientRect().top);
  return { mark: top(".act .mark"), heading: top(".act h1"), said: document.querySelector(".act h1").innerText, text: document.querySelector(".act .lead").innerText };
}

for (const kind of BROWSERS) {
  test(`the first words are there before the app, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await held(t, kind, relay.address);
    const isBefore = () => noor.page.evaluate(() => document.getElementById("before") !== null);

    await t.test("they are those of the app, in its places", async () => {
      await noor.firstRun.what();
      assert.ok(await isBefore());
      const before = await noor.page.evaluate(places);
      assert.equal(await noor.page.evaluate(() => document.activeElement.localName), "body");
      noor.release();
      await noor.until("the app", () => document.getElementById("before") === null);
      assert.deepEqual(await noor.page.evaluate(places), before);
    });

    await t.test("a button that is pressed before the app is there is pressed once it is, and the focus is not lost", async () => {
      const early = await held(t, kind, relay.address);
      await early.firstRun.what();
      await early.page.focus("[data-early]");
      early.release();
      await early.until("the app", () => document.getElementById("before") === null);
      assert.equal(await early.page.evaluate(() => document.activeElement.innerText), "Begin");
      const hasty = await held(t, kind, relay.address);
      await hasty.firstRun.begin();
      hasty.release();
      await hasty.firstRun.make();
      hasty.problems.expectNone();
    });

    noor.problems.expectNone();
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
        if (part) globalThis.seen.push(getComputedStyle(part).visibility);
        requestAnimationFrame(look);
      };
      look();
    });
    await noor.page.reload();
    await noor.lock.shown();
    const seen = await noor.page.evaluate(() => globalThis.seen);
    assert.ok(!seen.includes("visible"), `${seen}`);
  });
}
