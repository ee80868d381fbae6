// A page for a counsellor: each thing is previewed as it will stand there, and the file holds what was ticked and not a byte of anything else.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { accessibilityFindings, BROWSERS, startRelay, temporaryFolder } from "../harness.js";
import { checkIns, daysAgo, fileOf, varies } from "../kept.js";
import { linkedPeople, PASSPHRASES, arrive } from "../people.js";
import { go } from "../screens.js";

const HOSTILE = "</style><script>document.title = 'taken'</script>";
const CHOSEN = `We argued about the keys. ${HOSTILE}\nThen we laughed.`;
const NOT_CHOSEN = "A thing for nobody";
const TOO_EARLY = "From long before the stretch";
const STATEMENTS = 6;

function contrasts(back, answer) {
  const answers = Array(STATEMENTS).fill(answer);
  const content = { contrasts: { on: daysAgo(back), boundaries: answers, honesty: answers, communication: answers, understanding: answers, worth: answers } };
  return { content, about: 0, written: back };
}

const entry = (back, prompt, text) => ({ content: { journal: { prompt, text, on: daysAgo(back) } }, written: back });
const goal = (wish, obstacle) => ({ content: { goal: { wish, outcome: null, obstacle, when: null, then: null, steps: [], done: [], end: null } } });

/** Somebody who has written for long, and to whom somebody shared something. */
async function withEverything(t, kind, relay) {
  const noor = await arrive(t, kind, relay.address);
  await noor.beginOnly({ name: "Noor", passphrase: PASSPHRASES.noor });
  await noor.recoveryWords.notToday();
  const things = [
    ...checkIns(100, (day) => 4 + 2 * varies(day), (day) => 5 + varies(day + 300)),
    contrasts(9, "often"),
    contrasts(40, "seldom"),
    entry(3, "What was hard?", CHOSEN),
    entry(5, null, NOT_CHOSEN),
    entry(300, null, TOO_EARLY),
    goal("Call Ida on Sundays", "I am tired then"),
    goal("Paint the kitchen", "I put it off"),
  ];
  const file = path.join(await temporaryFolder("kept"), "kept.json");
  await writeFile(file, fileOf(["Sam"], things));
  await go(noor, "#/export");
  await noor.along.choose(file);
  await noor.along.adds();
  await noor.along.add();
  return noor;
}

/** The boxes there are, by what they put into the page. */
function boxes(page) {
  return page.$$eval("main .offered input", (inputs) => inputs.map((input) => [input.ariaLabel, input.checked]));
}

for (const kind of BROWSERS) {
  test(`a page for a counsellor, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await withEverything(t, kind, relay);

    await t.test("nothing is ticked, and without anything there is no page", async () => {
      await noor.places.picture();
      await noor.followRow("A page for a counsellor");
      await noor.heading("A page for a counsellor");
      await noor.sees("Anybody who has this file can read everything in it.");
      await noor.sees("What others shared with you is never in it.");
      await noor.until("the drawing", () => document.querySelector(".leaf img")?.naturalWidth > 0);
      await noor.unfold("Look through your goals");
      await noor.unfold("Look through these entries");
      const offered = await boxes(noor.page);
      assert.equal(offered.length, 6);
      assert.ok(offered.every(([, isTicked]) => !isTicked));
      await noor.press("Make the page");
      await noor.sees("Choose something first, or write a sentence.");
      assert.deepEqual(await accessibilityFindings(noor.page), []);
    });

    await t.test("an entry of another time is not offered, until its stretch is looked at", async () => {
      assert.ok(!(await noor.text()).includes(TOO_EARLY));
    });

    let drawn;
    await t.test("what is ticked is listed, and can be taken out again", async () => {
      await noor.write("In your own words, at the top", "About the keys & us");
      const names = (await boxes(noor.page)).map(([name]) => name);
      const drawing = names.find((name) => name.includes(" to "));
      const answered = names.find((name) => name.includes("Five contrasts with Sam"));
      drawn = await noor.page.$eval(".leaf img", (image) => decodeURIComponent(image.src.slice("data:image/svg+xml,".length)));
      const written = await noor.page.$$eval(".offered", (offered) => offered.filter((one) => one.innerText.includes("keys")).map((one) => one.querySelector("input").ariaLabel));
      for (const name of [drawing, answered, "Put into the page: Call Ida on Sundays", "Put into the page: Paint the kitchen", ...written]) await noor.tick(name);
      await noor.press("Take out: Paint the kitchen");
      const chosen = await noor.page.$$eval(".chosen li .grow", (lines) => lines.map((line) => line.textContent));
      assert.equal(chosen.length, 4);
      assert.deepEqual(chosen.map((title) => `Put into the page: ${title}`), [drawing, answered, "Put into the page: Call Ida on Sundays", ...written]);
      assert.equal((await boxes(noor.page)).filter(([, isTicked]) => isTicked).length, 4);
    });

    let page;
    await t.test("the file holds exactly that, as it was previewed", async () => {
      await noor.press("Make the page");
      await noor.sees(`counterpoint-page-${daysAgo(0)}.html was handed to your browser.`);
      page = await noor.person.downloaded(".html");
      const html = page.bytes.toString("utf8");
      assert.ok(html.includes(drawn), "the drawing, to the byte");
      for (const held of ["About the keys &amp; us", "We argued about the keys.", "Then we laughed.", "What was hard?", "Call Ida on Sundays", "I am tired then", "Five contrasts with Sam"]) assert.ok(html.includes(held), held);
      for (const left of [NOT_CHOSEN, TOO_EARLY, "Paint the kitchen", "I put it off", "Noor"]) assert.ok(!html.includes(left), left);
      assert.ok(!html.includes("<script"));
    });

    await t.test("it opens by itself: light, without a script, with nothing fetched", async () => {
      const view = await noor.person.browser.newPage();
      const asked = [];
      view.on("request", (request) => asked.push(request.url()));
      await view.goto(pathToFileURL(page.file).href);
      assert.equal(await view.title(), "What I chose to show");
      assert.equal((await view.$$("section")).length, 4);
      const said = await view.$$eval(".said", (lines) => lines.map((line) => line.textContent));
      assert.ok(said.includes(CHOSEN), said.join("\n"));
      assert.equal(await view.$eval("main", (main) => getComputedStyle(main).marginBlockStart), "0px", "its style is in force");
      assert.ok(asked.every((address) => address.startsWith("file:")), asked.join("\n"));
      assert.deepEqual(await accessibilityFindings(view), []);
      await view.close();
      await noor.page.bringToFront();
    });

    await t.test("another stretch can be added to it, and its entries are offered", async () => {
      await noor.choose("All");
      await noor.sees(TOO_EARLY);
      await noor.until("the other drawing", (drawn) => {
        const image = document.querySelector(".leaf img");
        return image && !image.src.endsWith(encodeURIComponent(drawn));
      }, drawn);
      const whole = (await boxes(noor.page)).find(([name]) => name.includes(" to "));
      assert.equal(whole[1], false, "what was ticked was another drawing");
      await noor.tick(whole[0]);
      await rm(page.file);
      await noor.press("Make the page");
      const again = (await noor.person.downloaded(".html")).bytes.toString("utf8");
      assert.equal(again.match(/role='img'/gu).length, 2);
      assert.ok(again.includes(drawn));
      assert.ok(!again.includes(TOO_EARLY));
    });

    await t.test("nothing of the choice is kept, and what was typed is", async () => {
      await noor.places.picture();
      await noor.followRow("A page for a counsellor");
      assert.notEqual(await noor.written("In your own words, at the top"), "");
      await noor.until("the drawing", () => document.querySelector(".leaf img") !== null);
      assert.ok((await boxes(noor.page)).every(([, isTicked]) => !isTicked));
    });

    noor.problems.expectNone();
  });

  test(`what somebody else shares is not offered for a counsellor, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const theirs = "What only Sam wrote";
    await sam.places.mine();
    await sam.journal.open();
    await sam.journal.start();
    await sam.journal.keep(theirs);
    await sam.journal.share("Noor");
    await noor.places.ours();
    await noor.sees("Sam shared one page");
    await noor.followRow("Pages");
    await noor.sees(theirs);
    await noor.places.mine();
    await noor.journal.open();
    await noor.journal.start();
    await noor.journal.keep("What Noor wrote");
    await go(noor, "#/picture/counsellor");
    await noor.unfold("Look through these entries");
    await noor.sees("What Noor wrote");
    assert.equal((await boxes(noor.page)).length, 1);
    assert.ok(!(await noor.page.content()).includes(theirs));
    await noor.tick((await boxes(noor.page))[0][0]);
    await noor.press("Make the page");
    const html = (await noor.person.downloaded(".html")).bytes.toString("utf8");
    assert.ok(html.includes("What Noor wrote") && !html.includes(theirs));
    noor.problems.expectNone();
  });
}
