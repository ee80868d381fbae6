// What the picture hands over: a drawing, an image and a table of the days, each whole by itself and of the stretch that is looked at.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { checkIns, daysAgo, fileOf, varies } from "../kept.js";
import { PASSPHRASES, arrive } from "../people.js";
import { go } from "../screens.js";

const SHARPNESS = 2;
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER = "day,self,bond,wish,self_level,self_low,self_high,bond_level,bond_low,bond_high";

/** Somebody with a vault of her own, and a relationship and days in it. */
async function withDays(t, kind, relay) {
  const noor = await arrive(t, kind, relay.address);
  await noor.beginOnly({ name: "Noor", passphrase: PASSPHRASES.noor });
  await noor.recoveryWords.notToday();
  const own = (day) => (day % 5 === 4 ? undefined : 4 + 2 * varies(day));
  const bond = (day) => (day % 6 === 5 ? undefined : [(day < 60 ? 2 : 6) + varies(day + 500), day % 2 === 0 ? "less" : null]);
  const file = path.join(await temporaryFolder("kept"), "kept.json");
  await writeFile(file, fileOf(["Sam <b> & Co"], checkIns(120, own, bond)));
  await go(noor, "#/export");
  await noor.along.choose(file);
  await noor.along.adds();
  await noor.along.add();
  await noor.places.picture();
  await noor.sees("is higher than around");
  await noor.unfold("Take it along");
  return noor;
}

/** What the browser's own reader finds in an SVG. */
function readSvg(page, svg) {
  return page.evaluate((svg) => {
    const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    const all = [...root.querySelectorAll("*")];
    const size = ["width", "height"].map((name) => Number(root.getAttribute(name)));
    return {
      name: root.localName,
      title: root.querySelector("title")?.textContent,
      description: root.querySelector("desc")?.textContent,
      tags: [...new Set(all.map((element) => element.localName))].toSorted(),
      attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
      texts: [...root.querySelectorAll("text")].map((text) => text.textContent),
      size,
    };
  }, svg);
}

/** How much of an image is of another colour than its first pixel, in thousandths, and its size as the browser reads it. */
function readImage(page, bytes) {
  return page.evaluate(async (base64) => {
    const image = new Image();
    await new Promise((resolve, reject) => Object.assign(image, { onload: resolve, onerror: reject, src: `data:image/png;base64,${base64}` }));
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    const inked = pixels.filter((pixel) => pixel !== pixels[0]).length;
    return { size: [image.width, image.height], inked: Math.round((1000 * inked) / pixels.length) };
  }, bytes.toString("base64"));
}

for (const kind of BROWSERS) {
  test(`the picture as files, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await withDays(t, kind, relay);
    // The app's own pages make no document of a text.
    const reader = await noor.person.browser.newPage();
    await noor.page.bringToFront();
    let svg;

    await t.test("before a file is made it says who can read it, and which name is in it", async () => {
      await noor.sees("Anybody who has this file can read everything in it.");
      await noor.sees("The name Sam <b> & Co stands in the drawing and in the image. The table has no names.");
    });

    await t.test("the drawing is well-formed, says what the page says, and is whole by itself", async () => {
      await noor.press("As a drawing (SVG)");
      await noor.sees(`counterpoint-picture-${daysAgo(0)}.svg was handed to your browser.`);
      svg = (await noor.person.downloaded(".svg")).bytes.toString("utf8");
      const found = await readSvg(reader, svg);
      assert.equal(found.name, "svg");
      assert.equal(found.title, "Two voices over time");
      const said = await noor.page.$$eval(".says-first p", (lines) => lines.map((line) => line.textContent));
      assert.equal(said.length, 3);
      // The page leaves the year away in which it is looked at.
      const plain = (text) => text.replaceAll(new RegExp(`,? ${daysAgo(0).slice(0, 4)}`, "gu"), "");
      for (const sentence of said) assert.ok(plain(found.description).includes(plain(sentence)), `${sentence}\n${found.description}`);
      assert.ok(found.texts.includes("With Sam <b> & Co: how well the closeness suited you"), found.texts.join("\n"));
      assert.deepEqual(found.tags, ["desc", "g", "path", "rect", "text", "title"]);
      const fetching = found.attributes.filter((name) => /href|src|style|^on/u.test(name));
      assert.deepEqual(fetching, []);
    });

    await t.test("the image is the drawing, of twice its size", async () => {
      await noor.press("As an image (PNG)");
      await noor.sees(`counterpoint-picture-${daysAgo(0)}.png was handed to your browser.`);
      const { bytes: png } = await noor.person.downloaded(".png");
      assert.deepEqual([...png.subarray(0, 8)], PNG_SIGNATURE);
      const { size } = await readSvg(reader, svg);
      const expected = size.map((length) => length * SHARPNESS);
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], expected);
      const read = await readImage(reader, png);
      assert.deepEqual(read.size, expected);
      assert.ok(read.inked > 50 && read.inked < 600, `${read.inked} thousandths`);
    });

    await t.test("the table has every day of the stretch, and empty cells where nothing was kept", async () => {
      await noor.press("The days as a table (CSV)");
      await noor.sees(`counterpoint-picture-${daysAgo(0)}.csv was handed to your browser.`);
      const { file, bytes } = await noor.person.downloaded(".csv");
      await rm(file);
      const csv = bytes.toString("utf8");
      const [header, ...lines] = csv.trimEnd().split("\n");
      assert.equal(header, HEADER);
      assert.deepEqual(lines.map((line) => line.split(",")[0]), Array.from({ length: 91 }, (_, place) => daysAgo(90 - place)));
      const patterns = [/^\d{4}-\d\d-\d\d$/u, /^[1-7]?$/u, /^[1-7]?$/u, /^(more|less|cannot-say)?$/u, ...Array(6).fill(/^([1-7]\.\d)?$/u)];
      for (const line of lines) {
        const cells = line.split(",");
        assert.equal(cells.length, patterns.length);
        cells.forEach((cell, place) => assert.match(cell, patterns[place], line));
      }
      const today = lines.at(-1).split(",");
      // The last day is the 119th: for oneself nothing was kept, and so the line has ended.
      assert.deepEqual([today[1], today[4]], ["", ""]);
      assert.ok(lines.filter((line) => line.split(",")[4] !== "").length > 80);
      assert.ok(!csv.includes("Sam"));
    });

    await t.test("another stretch is another file", async () => {
      await noor.choose("A week");
      await noor.sees("Too early to tell more.");
      await noor.press("The days as a table (CSV)");
      const { bytes } = await noor.person.downloaded(".csv");
      assert.equal(bytes.toString("utf8").trimEnd().split("\n").length, 8);
    });
  });
}
