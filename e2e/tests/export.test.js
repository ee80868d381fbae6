// Everything is taken along as each of the three files, and comes back in another person's browser.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { accessibilityFindings, BROWSERS, startRelay } from "../harness.js";
import { arrive, linkedPeople } from "../people.js";

const PASSPHRASE = "amber willow harbour";
const HARD = "Rain </style><script>document.title = 'wrong'</script> & \"roof\"";

for (const kind of BROWSERS) {
  test(`safety_s29_files: everything is taken along and comes back, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay, { withWords: true });
    await noor.writeCard({ text: HARD, note: "a note" });
    await noor.shareCard(HARD, "Sam");
    await noor.writeCard({ taste: "I do not like", text: "Loud restaurants" });
    await sam.writeCard({ text: "What Sam likes" });
    await sam.shareCard("What Sam likes", "Noor");
    await noor.toLikes("Sam");
    await noor.sees("What Sam likes");
    await noor.places.settings();
    // Files need no relay.
    await relay.stop();

    let json, page, backup;
    await t.test("three files are made, without a connection", async () => {
      await noor.along.open();
      await noor.along.json();
      json = await noor.person.downloaded(".json");
      await noor.along.toRead();
      page = await noor.person.downloaded(".html");
      await noor.along.backup(PASSPHRASE);
      backup = await noor.person.downloaded(".backup");
      const written = JSON.parse(json.bytes.toString());
      assert.equal(written.format, "counterpoint-export");
      assert.deepEqual(written.items.flatMap((item) => item.versions.map((version) => version.content.card.text)).toSorted(), ["Loud restaurants", HARD]);
      assert.deepEqual(written.shared.map((shared) => shared.grants.map((grant) => grant.content.card.text)), [[HARD]]);
      assert.ok(!json.bytes.includes("What Sam likes"), "what the other wrote is left out");
      assert.ok(!page.bytes.includes("What Sam likes"), "what the other wrote is left out");
      assert.ok(!backup.bytes.includes("restaurants"), "a backup is sealed");
      assert.equal(backup.bytes.subarray(0, 20).toString(), "counterpoint backup\n");
    });

    await t.test("what the other shared comes along when it is asked for", async () => {
      await noor.along.withOthers();
      await rm(json.file);
      await noor.along.json();
      const again = await noor.person.downloaded(".json");
      assert.ok(again.bytes.includes("What Sam likes"));
    });

    await t.test("the page opens by itself and shows what was written as it was written", async () => {
      const view = await noor.person.browser.newPage();
      await view.goto(pathToFileURL(page.file).href);
      assert.equal(await view.title(), "What is mine");
      const said = await view.$$eval(".said", (lines) => lines.map((line) => line.textContent));
      assert.ok(said.includes(HARD), said.join("\n"));
      assert.deepEqual(await accessibilityFindings(view), []);
      await view.close();
    });

    await relay.start();
    const kim = await arrive(t, kind, relay.address);
    await kim.makeVault({ name: "Kim", passphrase: PASSPHRASE });

    await t.test("a file that is none is refused, and nothing is changed", async () => {
      const other = path.join(kim.person.downloads, "other.json");
      await writeFile(other, '{"hello": 1}');
      await kim.places.settings();
      await kim.along.open();
      await kim.along.choose(other);
      await kim.sees("This is no file that Counterpoint made.");
      await kim.sees("Nothing was changed.");
    });

    await t.test("a backup is looked at first, then brought in", async () => {
      await kim.along.choose(backup.file);
      await kim.along.secret("another passphrase");
      await kim.sees("This passphrase does not open the backup.");
      await kim.along.secret(PASSPHRASE);
      const adds = await kim.along.adds();
      assert.deepEqual(adds, ["one person in your list", "2 cards", "one thing tells only of sharing, and stays in the file"]);
      await kim.along.add();
      await kim.places.mine();
      await kim.sees("Loud restaurants");
      await kim.sees(HARD);
      await kim.places.ours();
      await kim.ours.shown("Sam");
    });

    await t.test("the same again adds nothing", async () => {
      await kim.places.settings();
      await kim.along.open();
      await kim.along.choose(backup.file);
      await kim.along.secret(noor.words.join(" "));
      await kim.along.addsNothing();
    });

    noor.problems.expectNone({ allowed: [/WebSocket|ERR_CONNECTION|can.t establish a connection|was interrupted/u] });
    kim.problems.expectNone();
  });
}
