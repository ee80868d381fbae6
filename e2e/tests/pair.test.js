// One person lets a second browser into their vault by a link from the first, without recovery words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, accessibilityFindings, startRelay } from "../harness.js";
import { headingHasFocus, tabTo } from "../keyboard.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const OTHER = "copper meadow signal";
const UNREACHED = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u];

for (const kind of BROWSERS) {
  test(`a device by a link, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, tablet] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);
    const chapter = chapters(t);
    let link;

    const plain = async (app) => assert.deepEqual(await accessibilityFindings(app.page), []);
    const toAdding = async () => {
      await noor.places.settings();
      await noor.devices.go();
      await noor.pair.go();
    };
    const wordsOnBoth = async () => {
      const [noors, tablets] = await Promise.all([noor.pair.words(), tablet.pair.words()]);
      assert.equal(noors.length, 3);
      assert.deepEqual(noors, tablets);
    };

    await chapter("a link is made, and opened by its address on the other device", async () => {
      await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.writeCard({ text: "Rain on a tent roof" });
      await toAdding();
      await plain(noor);
      link = await noor.pair.makeLink();
      assert.match(link, /#device=[\w-]+$/u);
      await plain(noor);
      await tablet.firstRun.what();
      await tablet.page.evaluate((link) => { location.href = link; }, link);
      await tablet.pair.form();
      // The link leaves the address, and so the history, at once.
      assert.equal(await tablet.page.evaluate(() => location.hash), "#/devices/add");
      await tablet.sees("It goes through the relay");
      await plain(tablet);
      await tablet.pair.fill({ name: "Tablet", passphrase: OTHER, again: "something else" });
      await tablet.sees("The two passphrases differ.");
      await tablet.pair.fill({ passphrase: OTHER });
    });

    await chapter("both show the same words, also after both were loaded again", async () => {
      await wordsOnBoth();
      await plain(tablet);
      await noor.seesNo("Tablet");
      await Promise.all([noor.page.reload(), tablet.page.reload()]);
      await Promise.all([noor.lock.shown(), tablet.lock.shown()]);
      await noor.lock.unlock(PASSPHRASES.noor);
      await tablet.lock.unlock(OTHER);
      await wordsOnBoth();
    });

    await chapter("it is let in only by the first device's passphrase, and then has everything", async () => {
      await tablet.pair.sameHere();
      await plain(tablet);
      await noor.pair.same("a wrong passphrase");
      await noor.sees("This passphrase does not open it.");
      await noor.pair.same(PASSPHRASES.noor);
      await noor.pair.done("Tablet");
      await noor.devices.count(2);
      await noor.sees("Tablet");
      await noor.seesNo("A new device was added to your vault");
      await tablet.places.mine();
      await tablet.sees("Rain on a tent roof");
      await tablet.places.settings();
      await tablet.sees("2 devices hold your vault.");
      await tablet.sees("Last shown on");
    });

    await chapter("a device with a vault says that the link is for another one; an invite is none", async () => {
      await toAdding();
      link = await noor.pair.makeLink();
      await tablet.page.evaluate((link) => { location.href = link; }, link);
      await tablet.sees("You opened a link for another device");
      await tablet.places.ours();
      await tablet.join.start();
      await tablet.join.look(link);
      await tablet.sees("This is a link that adds a device to somebody's own vault, not an invite.");
    });

    await chapter("taken back without a connection, and stopped on the other side", async () => {
      const fresh = await arrive(t, kind, relay.address);
      await fresh.firstRun.what();
      await fresh.pair.otherDevice();
      await fresh.pair.fill({ link: link.slice(0, -3), name: "Phone", passphrase: OTHER });
      await fresh.sees("This is not a whole link for another device.");
      await fresh.pair.fill({ link, passphrase: OTHER });
      await fresh.pair.words();
      await noor.pair.words();
      await fresh.pair.differ();
      await fresh.sees("The words differed: somebody else may have seen the link.");
      await noor.sees("It was given up before the end");
      await fresh.pair.startAgain();
      await fresh.firstRun.what();
      await noor.pair.startAgain();
      await noor.button("Make a link for my other device");
      await relay.kill();
      await noor.pair.makeLink();
      await noor.sees("This device is not connected right now.");
      link = await noor.pair.link();
      await fresh.pair.otherDevice();
      await fresh.pair.fill({ link, name: "Phone", passphrase: OTHER });
      await fresh.pair.looking();
      await fresh.sees("The relay is not reached right now.");
      await fresh.press("Stop");
      await fresh.firstRun.what();
      await noor.pair.takeBack();
      fresh.problems.expectNone({ allowed: UNREACHED });
    });

    for (const person of [noor, tablet]) person.problems.expectNone({ allowed: UNREACHED });
  });

  test(`a device by a link with the keyboard alone, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, tablet] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);
    await noor.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
    await noor.places.settings();
    await noor.devices.go();
    await tabTo(noor, "Add a device");
    await noor.page.keyboard.press("Enter");
    await headingHasFocus(noor, "Add a device");
    await tabTo(noor, "Make a link for my other device");
    await noor.page.keyboard.press("Enter");
    const link = await noor.pair.link();

    await tablet.firstRun.what();
    await tabTo(tablet, "I use it on another device");
    await tablet.page.keyboard.press("Enter");
    await headingHasFocus(tablet, "Your vault on this device");
    const fields = { "Link from your other device": link, "What you call this device": "Tablet" };
    for (const [label, text] of Object.entries(fields)) {
      await tabTo(tablet, label);
      await tablet.page.keyboard.type(text);
    }
    for (const label of ["A passphrase for this device", "The same passphrase again"]) {
      await tabTo(tablet, label);
      await tablet.page.keyboard.type(OTHER);
    }
    await tablet.page.keyboard.press("Enter");
    await headingHasFocus(tablet, "Compare these words");
    await tabTo(tablet, "They are the same");
    await tablet.page.keyboard.press("Enter");
    await headingHasFocus(tablet, "Now on your other device");

    await headingHasFocus(noor, "Add a device");
    await tabTo(noor, "Passphrase");
    await noor.page.keyboard.type(PASSPHRASES.noor);
    await noor.page.keyboard.press("Enter");
    await noor.sees("“Tablet” is let in.");
    await headingHasFocus(noor, "Add a device");
    await tabTo(noor, "See your devices");
    await noor.page.keyboard.press("Enter");
    await noor.devices.count(2);
    await tablet.heading("Your devices");
    await tablet.devices.count(2);
    for (const person of [noor, tablet]) person.problems.expectNone();
  });
}
