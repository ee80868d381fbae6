// Languages are files: chosen on the first screen and in Settings, kept for offline, and English where one does not arrive.

import assert from "node:assert/strict";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { APP_FOLDER, BROWSERS, accessibilityFindings, startRelay, temporaryFolder } from "../harness.js";
import { PSEUDO, RIGHT_TO_LEFT, pseudo, rightToLeft, speak } from "../languages.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";
import { go } from "../screens.js";

/** What the browsers write into their consoles while there is no relay, or a file is not there. */
const NOT_THERE = [/WebSocket|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_FAILED|Failed to load|can.t establish a connection|interrupted|words are of another build/u];

for (const kind of BROWSERS) {
  test(`choosing a language, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const chapter = chapters(t);
    const noor = await arrive(t, kind, relay.address);
    const direction = () => noor.page.evaluate(() => document.documentElement.dir);

    await chapter("while there is one language for people, there is nothing to choose on the first screen", async () => {
      await noor.firstRun.what();
      await noor.language.offers([]);
      assert.deepEqual([await noor.page.evaluate(() => document.documentElement.lang), await direction()], ["en", "ltr"]);
    });

    await chapter("on the first screen, each language stands by its own name, and one is a press away", async () => {
      await noor.page.goto(`${relay.address}/?languages=all`);
      await noor.firstRun.what();
      await noor.language.offers(["en", PSEUDO, RIGHT_TO_LEFT]);
      assert.equal(await noor.language.chosen(), "en");
      const names = await noor.page.$$eval("select[name=language] option", (options) =>
        options.map((option) => [option.label, option.lang, option.dir]));
      assert.deepEqual(names, [["English", "en", "ltr"], [pseudo("English"), PSEUDO, "ltr"], [rightToLeft("English"), RIGHT_TO_LEFT, "rtl"]]);
      await noor.language.choose(RIGHT_TO_LEFT);
      await noor.heading(rightToLeft("Close, and still yourself."));
      await noor.firstRun.own();
      assert.equal(await direction(), "rtl");
      assert.equal(await noor.language.chosen(), RIGHT_TO_LEFT);
      assert.deepEqual(await accessibilityFindings(noor.page), []);
    });

    await chapter("it stays after loading again, also without a connection; English is kept beside it, and no other", async () => {
      await noor.language.kept(["en", RIGHT_TO_LEFT]);
      await noor.page.goto(relay.address);
      await noor.heading(rightToLeft("Close, and still yourself."));
      await noor.firstRun.own();
      // The way back is offered.
      await noor.language.offers(["en", RIGHT_TO_LEFT]);
      await relay.kill();
      await noor.page.reload();
      await noor.heading(rightToLeft("Close, and still yourself."));
      await noor.firstRun.own();
      assert.equal(await direction(), "rtl");
    });

    await chapter("safety_s26_help_language: Help now is in the chosen language without a connection, too", async () => {
      await noor.press(rightToLeft("Help"));
      const help = noor.dialog();
      await help.heading(rightToLeft("Lines and directories"));
      await help.sees("116 016");
      await help.press(rightToLeft("Close"));
    });

    await chapter("one that is not kept cannot be chosen without a connection: it is said, and nothing changes", async () => {
      await noor.page.evaluate(() => history.replaceState(history.state, "", "?languages=all"));
      await noor.page.reload();
      await noor.heading(rightToLeft("Close, and still yourself."));
      await noor.firstRun.own();
      await noor.language.pick(PSEUDO);
      await noor.sees(pseudo("This language could not be loaded. Try again once you are connected."));
      assert.equal(await noor.language.chosen(), RIGHT_TO_LEFT);
      assert.equal(await direction(), "rtl");
    });

    await chapter("English is there without a connection", async () => {
      await noor.language.choose("en");
      await noor.firstRun.what();
      assert.equal(await direction(), "ltr");
      await relay.start();
    });

    await chapter("in Settings nothing that is typed is lost, and the vault stays open", async () => {
      await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      await go(noor, "#/settings");
      await noor.write("Your name", "Noor and nobody else");
      await speak(noor, PSEUDO);
      assert.equal(await noor.written(pseudo("Your name")), "Noor and nobody else");
      await noor.language.kept(["en", PSEUDO]);
      await speak(noor, RIGHT_TO_LEFT);
      assert.equal(await noor.written(rightToLeft("Your name")), "Noor and nobody else");
      assert.deepEqual(await accessibilityFindings(noor.page), []);
      await go(noor, "#/today");
      await noor.language.kept(["en", RIGHT_TO_LEFT]);
    });

    await chapter("the choice comes before what an address asked for once", async () => {
      await noor.page.goto(`${relay.address}/?language=pseudo&languages=all`);
      await noor.heading(pseudo("Unlock"));
      await noor.write(pseudo("Passphrase"), PASSPHRASES.noor);
      await noor.press(pseudo("Unlock"));
      await noor.until("an open vault", () => document.querySelector(".nav") !== null);
      await go(noor, "#/settings");
      await noor.language.choose("en");
      assert.equal(await noor.page.evaluate(() => new URLSearchParams(location.search).get("language")), null);
      await noor.page.reload();
      await noor.lock.shown();
    });

    await chapter("safety_s22_language: a device that is left clean does not know the language either", async () => {
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.until("an open vault", () => document.querySelector(".nav") !== null);
      await speak(noor, PSEUDO);
      assert.equal(await noor.page.evaluate(() => localStorage.getItem("language")), PSEUDO);
      await noor.press(pseudo("Leave this device clean"));
      await noor.dialog().press(pseudo("Remove everything here"));
      await noor.away.shown();
      const left = await noor.page.evaluate(async () => [localStorage.length, await caches.keys()]);
      assert.deepEqual(left, [0, []]);
    });

    noor.problems.expectNone({ allowed: NOT_THERE });
  });

  test(`a language that does not arrive, in ${kind}`, async (t) => {
    const folder = await temporaryFolder("app");
    t.after(() => rm(folder, { recursive: true, force: true }));
    await cp(APP_FOLDER, folder, { recursive: true });
    const files = (tag) => ["", ".br", ".gz"].map((ending) => path.join(folder, "languages", `${tag}.json${ending}`));
    const removed = (tag) => Promise.all(files(tag).map((file) => rm(file)));
    await removed(PSEUDO);
    // A pack of another build: its sentences may stand in other places.
    const [plain, ...compressed] = files(RIGHT_TO_LEFT);
    const pack = JSON.parse(await readFile(plain, "utf8"));
    await writeFile(plain, JSON.stringify({ ...pack, shape: "of another build" }));
    await Promise.all(compressed.map((file) => rm(file)));

    await t.test("is said in English", async (t) => {
      const relay = await startRelay({ app: folder });
      t.after(() => relay.remove());
      for (const language of ["pseudo", "rtl"]) {
        const noor = await arrive(t, kind, `${relay.address}/?language=${language}`);
        await noor.firstRun.what();
        assert.deepEqual(await noor.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), ["en", "ltr"]);
      }
    });

    await t.test("and without English, too, the page says what can be done", async (t) => {
      await removed("en");
      const relay = await startRelay({ app: folder });
      t.after(() => relay.remove());
      const noor = await arrive(t, kind, relay.address);
      await noor.sees("Counterpoint could not start. Nothing is lost. Load the page again once you are connected.");
      await noor.follow("Leave");
      await noor.away.shown();
    });
  });
}
