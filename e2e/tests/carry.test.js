// Two people exchange without a relay: by a file in both browsers, and from screen to camera where a camera can be feigned.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { accessibilityFindings, BROWSERS, startRelay } from "../harness.js";
import { linkedPeople } from "../people.js";

/** What a page says when the relay was taken away. */
const RELAY_GONE = [/WebSocket/iu, /ERR_CONNECTION_REFUSED/u, /can.t establish a connection/iu];

for (const kind of BROWSERS) {
  test(`exchange by files: without a relay, both ways, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    await relay.stop();
    await noor.writeCard({ text: "Carried by hand" });
    await noor.shareCard("Carried by hand", "Sam");

    let file;
    await t.test("a sealed file is made, and nobody reads it", async () => {
      await noor.places.ours();
      await noor.carry.open();
      assert.deepEqual(await accessibilityFindings(noor.page), []);
      await noor.carry.save();
      file = await noor.person.downloaded(".parcel");
      assert.equal(file.bytes.subarray(0, 20).toString(), "counterpoint parcel\n");
      assert.ok(!file.bytes.includes("Carried"), "it is sealed");
    });

    await t.test("a file that is none, or was cut, is refused in words", async () => {
      await sam.places.ours();
      await sam.carry.open();
      const other = path.join(sam.person.downloads, "other.parcel");
      await writeFile(other, "hello");
      await sam.carry.bringIn(other);
      await sam.sees("This is no file for an exchange that Counterpoint made.");
      await writeFile(other, file.bytes.subarray(0, -1));
      await sam.carry.bringIn(other);
      await sam.sees("This was cut or changed on its way.");
      await sam.sees("Nothing was changed.");
    });

    await t.test("it arrives, and a second time brings nothing", async () => {
      await sam.carry.bringIn(file.file);
      await sam.sees("here now.");
      assert.deepEqual(await accessibilityFindings(sam.page), []);
      await sam.carry.bringIn(file.file);
      await sam.sees("There was nothing new in it");
      await sam.places.ours();
      await sam.ours.likes();
      await sam.sees("Carried by hand");
    });

    await t.test("an answer comes back the same way", async () => {
      await sam.writeCard({ text: "Thanks from Sam" });
      await sam.shareCard("Thanks from Sam", "Noor");
      await sam.places.ours();
      await sam.carry.open();
      await sam.carry.everything();
      await sam.carry.save();
      const back = await sam.person.downloaded(".parcel");
      await noor.carry.bringIn(back.file);
      await noor.sees("here now.");
      await noor.places.ours();
      await noor.ours.likes();
      await noor.sees("Thanks from Sam");
    });

    await t.test("when the relay is back, nothing comes twice and nobody is accused", async () => {
      await relay.start();
      for (const person of [noor, sam]) {
        await person.page.reload();
        await person.lock.unlock(person === noor ? "granite lantern orchard" : "velvet compass thunder");
        await person.places.ours();
        await person.ours.likes();
      }
      await sam.sees("Carried by hand");
      await noor.sees("Thanks from Sam");
      for (const person of [noor, sam]) {
        const text = await person.text();
        assert.equal(text.match(/Carried by hand/gu)?.length ?? 0, 1, text);
        await person.places.today();
        assert.doesNotMatch(await person.text(), /different histories|leaves something out|relay/iu);
      }
    });

    await t.test("between one's own devices a file is made too", async () => {
      await noor.places.settings();
      await noor.devices.go();
      await noor.carry.openOwn();
      await rm(file.file);
      await noor.carry.everything();
      await noor.carry.save();
      assert.ok((await noor.person.downloaded(".parcel")).bytes.length > file.bytes.length);
    });
    for (const person of [noor, sam]) person.problems.expectNone({ allowed: RELAY_GONE });
  });
}
