// What draws the pages of an open vault comes after the first screen. Where it does not come, that is said, nothing is lost, and it is
// fetched once more when the person wants it.

import assert from "node:assert/strict";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { APP_FOLDER, ENGINES, accessibilityFindings, startRelay, temporaryFolder } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";

const NOT_THERE = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_FAILED|Load failed|Failed to (load|fetch)|can.t establish a connection|interrupted|MIME|NetworkError|HTTP status code is not ok|Response is not OK|HTTP error|integrity|digest/iu];
const PART = ["", ".br", ".gz"].map((ending) => `split_open.wasm${ending}`);

for (const kind of ENGINES) {
  test(`a part of the app that does not come, in ${kind}`, async (t) => {
    const folder = await temporaryFolder("app");
    t.after(() => rm(folder, { recursive: true, force: true }));
    await cp(APP_FOLDER, folder, { recursive: true });
    const [part, ...compressed] = PART.map((file) => path.join(folder, file));
    await Promise.all([part, ...compressed].map((file) => rm(file)));
    const relay = await startRelay({ app: folder });
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address);

    await t.test("is said once it is needed, with the focus", async () => {
      await noor.firstRun.what();
      await noor.firstRun.toMake();
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.heading("Not all of it is here");
      await noor.until("the focus on it", () => document.activeElement?.tagName === "H1");
      if (kind === "chromium") assert.deepEqual(await accessibilityFindings(noor.page), []);
    });

    await t.test("is not taken from another build: its functions stand elsewhere", async () => {
      // One more section that nobody reads: the browser itself would take it.
      await writeFile(part, Buffer.concat([await readFile(path.join(APP_FOLDER, PART[0])), Buffer.from([0, 2, 1, 0x78])]));
      await relay.kill();
      await relay.start();
      await noor.page.evaluate(() => { document.querySelector("h1").dataset.isBefore = ""; });
      await noor.press("Try again");
      await noor.until("the same once more", () => document.querySelector("h1:not([data-is-before])")?.textContent === "Not all of it is here");
    });

    await t.test("comes when it is tried again, and the vault is still open", async () => {
      await Promise.all(PART.map((file) => cp(path.join(APP_FOLDER, file), path.join(folder, file))));
      await relay.kill();
      await relay.start();
      await noor.press("Try again");
      await noor.firstRun.first();
      await noor.until("the focus on it", () => document.activeElement?.tagName === "H1");
      await noor.firstRun.keep("Rain on a tent roof");
      await noor.places.mine();
      await noor.sees("Rain on a tent roof");
    });

    noor.problems.expectNone({ allowed: NOT_THERE });
  });
}
