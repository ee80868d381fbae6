// Interests and protected time: alone, without a connection, on every own device; and the calendar file, read by Mozilla's ical.js.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import ICAL from "ical.js";

import { BROWSERS, startRelay } from "../harness.js";
import { tabTo } from "../keyboard.js";
import { Interests } from "../pages/interests.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";
import { go } from "../screens.js";

const RELAY_AWAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection|interrupted/u];
const BERLIN = "Europe/Berlin";
const ZONES = [BERLIN, "America/Los_Angeles", "Asia/Tokyo", "UTC", "Pacific/Auckland", "Australia/Lord_Howe", "Africa/Casablanca", "America/Santiago"];
/** More than two years: over every change of the clocks, four times at least. */
const WEEKS = 110;

for (const kind of BROWSERS) {
  test(`interests, their hours and the calendar file, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address, { zone: BERLIN });
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const interests = new Interests(noor.page);
    await relay.kill();
    const open = async () => {
      await noor.places.mine();
      await interests.open();
    };
    const today = dayIn(BERLIN, new Date());

    await tell("an empty place teaches, and has one way to begin", async () => {
      await open();
      await interests.sees("What did you once like, and have no time for now?");
      assert.deepEqual(await noor.page.$$eval("main a.btn", (all) => all.map((one) => one.textContent)), ["Write down an interest"]);
      assert.doesNotMatch(await interests.text(), /calendar file/u);
    });

    await tell("an interest needs its name alone, is kept as it is typed, and needs no reason", async () => {
      await interests.follow("Write down an interest");
      await interests.write("In your own words, if you like", "The low string.");
      await interests.press("Keep it");
      await interests.sees("Please write what you like.");
      assert.deepEqual(await interests.marked(), ["What do you like?"]);
      // Another page comes when all that was typed before is on the disk.
      await open();
      await interests.follow("Write down an interest");
      await interests.heading("An interest");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await interests.sees("Not saved yet. It is kept on this device");
      assert.equal(await interests.written("In your own words, if you like"), "The low string.");
      await interests.write("What do you like?", "c".repeat(81));
      await interests.press("Keep it");
      await interests.sees("This has 81 characters. At most 80 fit.");
      assert.deepEqual(await interests.marked(), ["What do you like?"]);
      await interests.keep({ name: "Cello, low" });
      await interests.sees("It needs no reason.");
      await interests.sees("The low string.");
    });

    await tell("a time begins with the interest, says all that is missing at its fields, and is kept", async () => {
      await interests.protect("Cello, low");
      assert.equal(await interests.written("What is it for?"), "Cello, low");
      await interests.write("What is it for?", "");
      await interests.press("Keep this time");
      for (const missing of ["Please write what it is for.", "Please choose how often.", "Please choose a day.", "Please choose when it begins.", "Please choose when it ends, other than when it begins."]) {
        await interests.sees(missing);
      }
      await interests.set("From", "18:00");
      assert.deepEqual(await interests.marked(), ["What is it for?", "How often?", "Which day?", "Until"]);
      await interests.keepTime({ what: "Cello, low", repeats: "Every week", on: "2026-11-03", until: "19:30" });
      await interests.sees(`Every Tuesday from ${await interests.time("18:00")} is yours, for Cello, low.`);
      assert.deepEqual(await interests.hours(), [`Every Tuesday: ${await interests.hoursOf("18:00", "19:30")}`]);
    });

    await tell("by the keyboard, once, until the next day, and for nothing that is on the list", async () => {
      await tabTo(noor, "Protect a time");
      await noor.page.keyboard.press("Enter");
      await interests.heading("A protected time");
      await tabTo(noor, "What is it for?");
      await noor.page.keyboard.type("Nothing at all");
      await tabTo(noor, "Once");
      await noor.page.keyboard.press(" ");
      // The same in whichever order day and month are typed, and whether or not the clock has twelve hours.
      await tabTo(noor, "Which day?");
      await noor.page.keyboard.type("12122041");
      await tabTo(noor, "From");
      await noor.page.keyboard.type("1111a");
      await tabTo(noor, "Until");
      await noor.page.keyboard.type("1010a");
      await noor.page.keyboard.press("Enter");
      const day = await interests.day("2041-12-12");
      await interests.sees(`${day} from ${await interests.time("11:11")} is yours, for Nothing at all.`);
      assert.deepEqual(await interests.hours(), [`Every Tuesday: ${await interests.hoursOf("18:00", "19:30")}`, `Nothing at all: Once, ${day}, ${await interests.hoursOf("11:11", "10:10")} the next day`]);
    });

    let first;
    await tell("the file says Busy, unless one wants the words, and nothing of the person", async () => {
      const { text, events } = await saved(noor, interests);
      assert.deepEqual(events.map((event) => event.summary), ["Busy", "Busy"]);
      assert.doesNotMatch(text, /Cello|Nothing at all|low string|Noor|VALARM|ORGANIZER|METHOD|@(?!counterpoint)/u);
      assert.equal(text.match(/CLASS:PRIVATE\r\nTRANSP:OPAQUE\r\n/gu).length, 2);
      first = events[0];
      await interests.choose("What they are for");
      const named = await saved(noor, interests);
      assert.deepEqual(named.events.map((event) => event.summary), ["Cello, low", "Nothing at all"]);
      await open();
      assert.deepEqual((await saved(noor, interests)).events.map((event) => event.summary), ["Busy", "Busy"], "what was chosen is remembered nowhere");
    });

    await tell("what is changed has the same name in the file and a higher number", async () => {
      // Versions are numbered by the second.
      const second = Math.floor(Date.now() / 1000);
      await noor.until("another second", (second) => Date.now() / 1000 > second, second + 1);
      await interests.followRow("Every Tuesday");
      await interests.keepTime({ until: "20:00" });
      assert.equal((await interests.hours())[0], `Every Tuesday: ${await interests.hoursOf("18:00", "20:00")}`);
      const { events } = await saved(noor, interests);
      assert.equal(events[0].uid, first.uid);
      assert.ok(events[0].sequence > first.sequence, `${events[0].sequence} after ${first.sequence}`);
      assert.equal(events[0].duration.toString(), "PT2H");
    });

    await tell("a weekly time that ends keeps the hours that were, and the file says its end", async () => {
      await interests.followRow("Every Tuesday");
      await interests.sees("The hours that were stay kept.");
      await interests.press("End it after today");
      await interests.sees("It ends after today. The hours that were stay yours.");
      assert.ok((await interests.hours())[0].startsWith(`Every Tuesday: ${await interests.hoursOf("18:00", "20:00")}, until `));
      const ended = (await saved(noor, interests)).events[0];
      assert.equal(ended.uid, first.uid);
      const { until } = ended.component.getFirstPropertyValue("rrule");
      assert.equal(dayIn(BERLIN, until.toJSDate()), today);
      await interests.followRow("Every Tuesday");
      await interests.press("Let it go on");
      await interests.sees("It goes on, every week as before.");
      assert.equal((await saved(noor, interests)).events[0].component.getFirstPropertyValue("rrule").until, null);
    });

    await tell("what is removed is gone, after a question that says what goes with it", async () => {
      await interests.followRow("Nothing at all");
      await interests.press("Remove this time");
      await interests.dialog().sees("the hours that were go with it");
      await interests.dialog().press("Remove");
      await interests.sees("Removed.");
      assert.deepEqual((await saved(noor, interests)).events.map((event) => event.uid), [first.uid]);
    });

    await tell("times of every zone stay at their hour in the file, over each change of the clocks", async () => {
      await noor.places.settings();
      await noor.along.open();
      await noor.along.json();
      const { file, bytes } = await noor.person.downloaded(".json");
      await rm(file);
      const zoned = path.join(noor.person.downloads, "zoned.json");
      await writeFile(zoned, JSON.stringify(inZones(JSON.parse(bytes))));
      await noor.along.choose(zoned);
      await noor.along.adds();
      await noor.along.add();
      await rm(zoned);
      await open();
      await interests.sees(`${await interests.hoursOf("18:00", "20:00")} (America/Los Angeles)`);
      const { text, events } = await saved(noor, interests);
      assert.equal(text.match(/BEGIN:VTIMEZONE/gu).length, ZONES.length - 1, "each zone once, and none for UTC");
      assert.deepEqual(events.map((event) => event.startDate.zone.tzid).toSorted(), ZONES.toSorted());
      for (const event of events) {
        const [occurrences, { tzid }] = [event.iterator(), event.startDate.zone];
        const starts = Array.from({ length: WEEKS }, () => occurrences.next());
        // This machine may have another edition of the zones' database than the browser.
        const clocks = await noor.page.evaluate(clocksIn, tzid, starts.map((start) => start.toJSDate().getTime()));
        assert.deepEqual(clocks, starts.map((start) => `${start.toString().slice(0, 10)} 18:00`), tzid);
      }
    });

    noor.problems.expectNone({ allowed: RELAY_AWAY });
  });

  test(`protected time on an own device in another zone, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const noor = await arrive(t, kind, relay.address, { zone: BERLIN });
    const words = await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    const interests = new Interests(noor.page);
    await go(noor, "#/mine/interests/time");
    await interests.keepTime({ what: "Cello", repeats: "Every week", on: "2026-11-03", from: "18:00", until: "19:30" });
    const [here] = (await saved(noor, interests)).events;
    await noor.places.settings();
    await noor.settings.connected();

    const second = await arrive(t, kind, relay.address, { zone: "America/New_York" });
    await second.firstRun.haveWords();
    await second.recover.bringBack({ words, passphrase: PASSPHRASES.noor, relay: relay.address });
    const there = new Interests(second.page);
    await second.places.mine();
    await there.open();
    const hours = await interests.hoursOf("18:00", "19:30");
    await there.sees(`Every Tuesday, ${hours} (Europe/Berlin)`);
    const [copy] = (await saved(second, there)).events;
    assert.deepEqual([copy.uid, copy.sequence, copy.startDate.toString()], [here.uid, here.sequence, here.startDate.toString()]);
    await there.followRow("Cello");
    await there.choose("America/New York, where this device is");
    await there.keepTime({});
    await there.sees(`Every Tuesday, ${hours}`);
    await there.seesNo("Europe/Berlin");
    await noor.places.mine();
    await interests.open();
    await interests.sees(`${hours} (America/New York)`);
    second.problems.expectNone();
    noor.problems.expectNone();
  });
}

/** Saves the file, and reads it as a calendar does that knows no zone but those in it. */
async function saved(app, interests) {
  await interests.saveFile();
  const { file, bytes } = await app.person.downloaded(".ics");
  await rm(file);
  const text = bytes.toString();
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  return { text, events };
}

/** An export with the one protected time in it in each of the zones. */
function inZones(all) {
  const item = all.items.find((item) => item.versions[0].content.protected_time);
  const digits = (number) => number.toString(16).padStart(32, "0");
  const others = ZONES.filter((zone) => zone !== BERLIN).map((zone, index) => {
    const time = item.versions[0].content.protected_time;
    const at = (time) => time.replace(BERLIN, zone);
    const content = { protected_time: { ...time, from: at(time.from), until: at(time.until) } };
    return { id: digits(index + 1), versions: [{ ...item.versions[0], id: digits(index + 1), content }] };
  });
  return { ...all, items: others };
}

function dayIn(timeZone, date) {
  return date.toLocaleDateString("sv-SE", { timeZone });
}

/** Runs in the page: what the clocks of a zone show at these moments. */
function clocksIn(timeZone, moments) {
  const options = { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" };
  const format = new Intl.DateTimeFormat("sv-SE", options);
  return moments.map((moment) => format.format(moment));
}
