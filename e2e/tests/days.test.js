// Days are the person's own, on screens and in files alike; and a clock that is wrong by years is said on both devices.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, appWithClocks, arrive, chapters } from "../people.js";
import { go } from "../screens.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SIX_YEARS_MS = (6 * 365 + 2) * DAY_MS;
const EVENING = "America/Los_Angeles";
const AHEAD = "Pacific/Honolulu";

/** The next moment at which it is eight in the evening in Los Angeles, and tomorrow already in Greenwich. */
function eveningInLosAngeles() {
  const hourThere = new Intl.DateTimeFormat("en-GB", { timeZone: EVENING, hour: "2-digit" });
  const now = Date.now();
  const next = Array.from({ length: 24 }, (_, hours) => now - (now % HOUR_MS) + (hours + 1) * HOUR_MS);
  return next.find((moment) => hourThere.format(moment) === "20");
}

for (const kind of BROWSERS) {
  test(`an evening in Los Angeles is one day, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const evening = eveningInLosAngeles();
    const relay = await startRelay({ app: await appWithClocks(t, { [EVENING]: evening - Date.now() }) });
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address, { zone: EVENING });
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.writeCard({ text: "Rain on the tent" });
    await go(noor, "#/mine/journal/new");
    await noor.journal.keep("It was a good evening");
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: EVENING }).format(evening);
    const days = new Set();

    await tell("on the screen", async () => {
      assert.notEqual(new Date(evening).toISOString().slice(0, 10), day, "in Greenwich it is another one");
      await go(noor, "#/mine/journal");
      const inWords = await noor.page.evaluate((evening, timeZone) => {
        const english = navigator.languages.find((tag) => tag.startsWith("en-")) ?? "en-GB";
        return new Intl.DateTimeFormat(english, { day: "numeric", month: "long", timeZone }).format(evening);
      }, evening, EVENING);
      await noor.sees(inWords);
    });

    await tell("and in every file, and in their names", async () => {
      await go(noor, "#/export");
      await noor.along.toRead();
      await noor.along.json();
      const page = await noor.person.downloaded(".html");
      const json = await noor.person.downloaded(".json");
      const html = page.bytes.toString();
      for (const [, written] of html.matchAll(/<time>([^<]+)<\/time>/gu)) days.add(written);
      assert.deepEqual([...days], [day], "made on, written on");
      assert.equal(JSON.parse(json.bytes).exported_on, day);
      assert.deepEqual([page, json].map(({ file }) => path.basename(file)), [`counterpoint-${day}.html`, `counterpoint-${day}.json`]);
    });
    noor.problems.expectNone();
  });

  test(`a clock six years ahead, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay({ app: await appWithClocks(t, { [AHEAD]: SIX_YEARS_MS }) });
    t.after(() => relay.remove());
    const ahead = await arrive(t, kind, relay.address, { zone: AHEAD });
    const words = await ahead.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await ahead.writeCard({ text: "Rain on the tent" });
    await ahead.writeCard({ text: "Snow in the yard" });
    const until = new Intl.DateTimeFormat("en", { year: "numeric", timeZone: "UTC" }).format(Date.now() + SIX_YEARS_MS - 2 * DAY_MS);

    await tell("its own device asks which clock is right, and says what waits", async () => {
      await go(ahead, "#/today");
      await ahead.sees("The clock of this device is 6 years ahead of your relay's.");
      await ahead.sees("Is today's date right on this device?");
      await ahead.sees("2 things that you wrote here bear a date in the future.");
      await ahead.sees(until);
    });

    await tell("the other device, which has nothing yet, says what it holds back and the way to have it", async () => {
      const other = await arrive(t, kind, relay.address);
      await other.firstRun.what();
      await other.firstRun.haveWords();
      await other.recover.bringBack({ words, passphrase: PASSPHRASES.noor });
      await other.sees("carry a date far in the future");
      await other.sees(until);
      await go(ahead, "#/export");
      await ahead.along.json();
      const { file } = await ahead.person.downloaded(".json");
      await go(other, "#/export");
      await other.along.choose(file);
      await other.along.adds();
      await other.press("Add this");
      await go(other, "#/mine");
      await other.sees("Rain on the tent");
      await other.sees("Snow in the yard");
      other.problems.expectNone();
    });
    ahead.problems.expectNone();
  });
}
