// A relay that was set back between two removals: two devices have each taken the other out, and a third hears of both.

import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

import { BROWSERS, accessibilityFindings, startRelay, temporaryFolder } from "../harness.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

const NO_RELAY = [/WebSocket|ERR_CONNECTION_REFUSED|can.t establish a connection/u];
const OTHER = "copper meadow signal";

for (const kind of BROWSERS) {
  test(`two histories of one's devices, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const copies = await temporaryFolder("copies");
    t.after(() => rm(copies, { recursive: true, force: true }));
    const keep = (name) => cp(relay.data, path.join(copies, name), { recursive: true });
    const setBackTo = async (name) => {
      await rm(relay.data, { recursive: true });
      await cp(path.join(copies, name), relay.data, { recursive: true });
    };
    const [phone, tablet, laptop] = await Promise.all([1, 2, 3].map(() => arrive(t, kind, relay.address)));
    const chapter = chapters(t);
    const toDevices = async (device) => {
      await device.places.settings();
      await device.devices.go();
    };
    const lock = async (device) => {
      await device.places.settings();
      await device.settings.connected();
      await device.settings.lock();
      await device.lock.shown();
    };
    const written = async (device, text) => {
      await device.writeCard({ text });
      await device.places.settings();
      await device.settings.connected();
    };

    await chapter("all of one's devices show the same words", async () => {
      const words = await phone.makeVault({ name: "Noor", passphrase: PASSPHRASES.noor });
      for (const [device, name] of [[tablet, "Tablet"], [laptop, "Laptop"]]) {
        await device.firstRun.what();
        await device.firstRun.haveWords();
        await device.recover.bringBack({ words, passphrase: OTHER, relay: relay.address });
        await toDevices(device);
        const own = (await device.devices.names()).find((name) => name.startsWith("This browser, added on"));
        await device.devices.rename(own, name);
      }
      await toDevices(phone);
      await phone.devices.rename((await phone.devices.names()).find((name) => name.startsWith("This browser")), "Phone");
      for (const device of [phone, tablet, laptop]) {
        await toDevices(device);
        await device.devices.count(3);
        for (const name of ["Phone", "Tablet", "Laptop"]) await device.sees(name);
        await device.sees("Do all your devices know the same?");
      }
      const [one, ...others] = await Promise.all([phone, tablet, laptop].map((device) => device.histories.words("Words to compare")));
      assert.equal(one.length, 6);
      for (const other of others) assert.deepEqual(other, one);
    });

    await chapter("each of two devices takes the other out, on a relay that was set back in between", async () => {
      await Promise.all([tablet, laptop].map(lock));
      await relay.kill();
      await keep("before");
      await relay.start();
      await toDevices(phone);
      await phone.devices.remove("Tablet", PASSPHRASES.noor);
      await written(phone, "Tea in the garden");
      await lock(phone);
      await relay.kill();
      await keep("phone's");
      await setBackTo("before");
      await relay.start();
      await tablet.lock.unlock(OTHER);
      await toDevices(tablet);
      await tablet.devices.remove("Phone", OTHER);
      await written(tablet, "Of the tablet");
      await laptop.lock.unlock(OTHER);
      await laptop.places.mine();
      await laptop.sees("Of the tablet");
      await written(laptop, "Rain on a tent roof");
      await lock(tablet);
    });

    await chapter("a device that hears of both says so, and shows what each says", async () => {
      await relay.kill();
      await setBackTo("phone's");
      await relay.start();
      await phone.lock.unlock(PASSPHRASES.noor);
      await laptop.places.today();
      await laptop.sees("Two of your devices have heard different things");
      await laptop.follow("See what each says");
      await laptop.histories.heading("Your devices");
      const here = await laptop.histories.under("What this device follows");
      const there = await laptop.histories.under("The other one");
      assert.deepEqual(here.says, ["“Tablet” took out “Phone”."]);
      assert.deepEqual(there.says, ["“Phone” took out “Tablet”."]);
      await toDevices(phone);
      assert.deepEqual(there.words, await phone.histories.words("Words to compare"), "those of the phone that one has in hand");
      assert.deepEqual(await accessibilityFindings(laptop.page), []);
      await written(laptop, "While it is undecided");
      await phone.places.mine();
      await phone.sees("Tea in the garden");
      await phone.seesNo("While it is undecided");
    });

    await chapter("a wrong passphrase changes nothing", async () => {
      await toDevices(laptop);
      await laptop.histories.goOver("never that one");
      await laptop.sees("This passphrase does not open it.");
      await laptop.page.keyboard.press("Escape");
      await laptop.sees("Which of these is right?");
    });

    await chapter("gone over, the device takes along what was written on it", async () => {
      await laptop.histories.goOver(OTHER);
      await laptop.sees("This device goes over.");
      await laptop.sees("Do all your devices know the same?");
      await laptop.devices.count(2);
      await phone.places.mine();
      for (const device of [laptop, phone]) {
        await device.places.mine();
        for (const text of ["Tea in the garden", "Rain on a tent roof", "While it is undecided"]) await device.sees(text);
        await device.seesNo("Of the tablet");
      }
      await Promise.all([phone, laptop].map(toDevices));
      const [one, other] = await Promise.all([phone, laptop].map((device) => device.histories.words("Words to compare")));
      assert.deepEqual(one, other);
      await laptop.page.reload();
      await laptop.lock.unlock(OTHER);
      await laptop.places.mine();
      await laptop.sees("Rain on a tent roof");
      await laptop.places.today();
      await laptop.seesNo("heard different things");
    });

    for (const app of [phone, tablet, laptop]) app.problems.expectNone({ allowed: NO_RELAY });
  });
}
