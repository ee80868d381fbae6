// Two people exchange without a relay: by a file in both browsers, and from screen to camera where a camera can be feigned.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
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
      const other = path.join(sam.person.downloads, "other.file");
      await writeFile(other, "hello");
      await sam.carry.bringIn(other);
      await sam.sees("This is no file for an exchange that Counterpoint made.");
      await writeFile(other, file.bytes.subarray(0, -1));
      await sam.carry.bringIn(other);
      await sam.sees("This was cut or changed on its way.");
      await sam.sees("Nothing was changed.");
    });

    await t.test("without a camera the page says so, and names the file", async () => {
      await sam.press("Read codes");
      await sam.sees("There is no camera here, or it was not allowed. A file works too");
      await sam.press("Stop reading");
      await sam.button("Read codes");
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

// Only Chromium can be given a film for a camera.
if (BROWSERS.includes("chromium")) {
  test("exchange by codes: from screen to camera, in chromium", async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const folder = await mkdtemp(path.join(tmpdir(), "counterpoint-film-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const film = path.join(folder, "codes.y4m");
    const { noor, sam } = await linkedPeople(t, "chromium", relay, { sams: { camera: film } });
    await relay.stop();
    await noor.writeCard({ text: "Shown on a screen" });
    await noor.shareCard("Shown on a screen", "Sam");

    await t.test("the codes turn, can be held still, and are all of one size", async () => {
      await noor.places.ours();
      await noor.carry.open();
      await noor.carry.showCodes();
      assert.deepEqual(await accessibilityFindings(noor.page), []);
      const codes = await noor.carry.codes();
      assert.ok(codes.length > 1, `${codes.length} codes`);
      assert.equal(new Set(codes.map((code) => code.side)).size, 1);
      await writeFile(film, filmOf(codes));
    });

    await t.test("the camera reads them in any order and brings in what they hold", async () => {
      await sam.places.ours();
      await sam.carry.open();
      await sam.carry.readCodes();
      const track = await sam.page.evaluateHandle(async () => {
        const video = document.querySelector("video");
        while (!video.srcObject) await new Promise((resolve) => requestAnimationFrame(resolve));
        return video.srcObject.getTracks()[0];
      });
      await sam.sees(" read");
      await sam.sees("here now.");
      assert.equal(await track.evaluate((track) => track.readyState), "ended", "the camera stops when it has read all");
      await sam.places.ours();
      await sam.ours.likes();
      await sam.sees("Shown on a screen");
    });

    await t.test("the camera stops when the page is left", async () => {
      await sam.places.ours();
      await sam.carry.open();
      for (const leave of [() => sam.places.today(), () => sam.page.evaluate(() => { location.hash = "#/mine"; })]) {
        await sam.page.evaluate(() => { location.hash = "#/ours"; });
        await sam.follow("Exchange without a relay");
        await sam.carry.readCodes();
        const track = await sam.page.evaluateHandle(async () => {
          const video = document.querySelector("video");
          while (!video.srcObject) await new Promise((resolve) => requestAnimationFrame(resolve));
          return video.srcObject.getTracks()[0];
        });
        await leave();
        await sam.until("the camera to stop", (track) => track.readyState === "ended", track);
      }
    });

    await t.test("who wants little motion turns the codes by hand", async () => {
      await noor.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
      await noor.press("Stop showing");
      await noor.carry.showCodes();
      await noor.button("Next code");
      await noor.button("Let them turn");
    });
    for (const person of [noor, sam]) person.problems.expectNone({ allowed: RELAY_GONE });
  });
}

/** A film in which each code stands for half a second, last one first, on a light ground. */
function filmOf(codes) {
  const scale = 6;
  const side = codes[0].side * scale + 40 + ((codes[0].side * scale) % 2);
  const chroma = Buffer.alloc((side / 2) * (side / 2) * 2, 128);
  const frames = codes.toReversed().flatMap(({ dark }) => {
    const light = Buffer.alloc(side * side, 255);
    for (const [x, y] of dark) {
      for (let row = 0; row < scale; row += 1) {
        const from = (y * scale + row + 20) * side + x * scale + 20;
        light.fill(0, from, from + scale);
      }
    }
    const frame = Buffer.concat([Buffer.from("FRAME\n"), light, chroma]);
    return [frame, frame, frame, frame, frame];
  });
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${side} H${side} F10:1 Ip A1:1 C420jpeg\n`), ...frames]);
}
