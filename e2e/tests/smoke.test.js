// The app's page loads, in every browser, without a complaint.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, builtFiles, openBrowser, startRelay } from "../harness.js";

for (const kind of BROWSERS) {
  test(`the app loads in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const person = await openBrowser(kind);
    t.after(() => person.close());

    const page = await person.open(relay.address);
    await page.locator("::-p-aria([role=\"heading\"])").wait();

    assert.match(await page.title(), /Counterpoint/);
    person.problems.expectNone();
  });
}

test("the relay serves every file of the build as it was built, and ends when it is asked to", async (t) => {
  const relay = await startRelay();
  t.after(() => relay.remove());

  const { assets } = await builtFiles();
  assert.notEqual(assets.length, 0);
  for (const { path, size_bytes: size } of assets) {
    const response = await fetch(`${relay.address}/${path}`);
    assert.equal(response.status, 200, path);
    assert.equal((await response.arrayBuffer()).byteLength, size, path);
  }

  assert.equal(await relay.stop(), "ended with 0");
});
