// Everybody can use it: axe-core finds nothing serious on any screen, in light and in dark, empty and filled, dialogs
// included.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, accessibilityFindings, startRelay } from "../harness.js";
import { saysOfThemselves } from "../own.js";
import { App } from "../pages/app.js";
import { OTHERS, PASSPHRASES, arrive } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

for (const kind of BROWSERS) {
  test(`axe-core finds nothing serious on any screen, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, OTHERS, relay.address)]);

    const findings = [];
    let looks = 0;
    const look = async (app, where) => {
      // Nothing but colours differs between light and dark.
      for (const [theme, rules] of [["light", null], ["dark", ["color-contrast"]]]) {
        await app.page.evaluate(showTheme, theme);
        for (const finding of await accessibilityFindings(app.page, rules)) findings.push(`${where}, ${theme}: ${finding}`);
        looks += 1;
      }
      await app.page.evaluate(() => { delete document.documentElement.dataset.theme; });
    };
    const lookEverywhere = async (app, known, how) => {
      for (const address of addresses(known, kind)) {
        await go(app, address);
        await look(app, `${address} ${how}`);
      }
    };
    const lookAtDialog = async (app, address, button, how) => {
      await go(app, address);
      await app.press(button);
      await app.until("a question", () => document.querySelector("dialog[open]") !== null);
      await look(app, `${how} at ${address}`);
      await app.page.keyboard.press("Escape");
      await app.until("the question to be closed", () => document.querySelector("dialog[open]") === null);
    };

    await t.test("the first run", async () => {
      assert.equal(await noor.page.evaluate(() => document.documentElement.lang), "en");
      await noor.firstRun.what();
      await look(noor, "first screen");
      await noor.firstRun.haveWords();
      await noor.heading("Bring back what is yours");
      await look(noor, "recovery");
      await noor.firstRun.back();
      await noor.firstRun.useOtherRelay("no address");
      await noor.sees("This is not the address of a relay.");
      await look(noor, "another relay, refused");
      await noor.firstRun.changeRelay(relay.address);
      await noor.firstRun.begin();
      await noor.firstRun.make();
      await noor.firstRun.makeIt();
      await noor.sees("Please write a name.");
      await noor.sees("Please use at least 8 characters.");
      await look(noor, "making, refused");
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.firstRun.first();
      await look(noor, "the first thing");
      await noor.press("Keep it");
      await noor.sees("Something is still empty.");
      await look(noor, "the first thing, refused");
      await noor.firstRun.later();
      await noor.follow("See the recovery words");
      await noor.recoveryWords.show(PASSPHRASES.noor);
      await noor.recoveryWords.read();
      await look(noor, "recovery words");
      await noor.recoveryWords.writtenDown();
      await noor.recoveryWords.check();
      await noor.sees("is another one");
      await look(noor, "recovery words, refused");
      await noor.press("Look again");
      await noor.places.today();
      await noor.heading("Your recovery words wait");
    });

    await t.test("every screen while there is nothing in it", async () => {
      await go(noor, "#/today");
      await look(noor, "#/today, new");
      await go(noor, "#/ours");
      await look(noor, "#/ours, new");
      await go(noor, "#/mine");
      await look(noor, "#/mine, new");
      await go(noor, "#/ours/add");
      await noor.ours.add({ name: "Sam", kind: "Parent" });
      await noor.ours.shown("Sam");
      // What stands on an empty page stands there in every browser.
      if (kind === "chromium") await lookEverywhere(noor, await identifiers(noor), "with nothing in it");
    });

    await t.test("an invite, the safety words, and every screen with something in it", async () => {
      await sam.makeVault({ name: "Sam", passphrase: PASSPHRASES.sam });
      await go(noor, "#/ours");
      await noor.link.start("Sam");
      const invite = await noor.link.makeInvite();
      await look(noor, "invite");
      await sam.places.ours();
      await sam.join.start();
      await sam.join.look(invite);
      await sam.sees("What will happen");
      await look(sam, "joining");
      await sam.join.joinAs({ name: "Noor", kind: "Parent" });
      await Promise.all([noor.link.safetyWords(), sam.link.safetyWords()]);
      await look(noor, "safety words");
      await noor.link.same();
      await noor.sees("As soon as Sam has said so too");
      await look(noor, "safety words, confirmed");
      await sam.link.same();
      await noor.link.linked("Sam");
      await noor.writeCard({ text: "Rain on a tent roof", note: "Since Norway" });
      await noor.shareCard("Rain on a tent roof", "Sam");
      await noor.askFor("Sam", { need: "Listening", text: "About the move" });
      await noor.support.share("Sam");
      await sam.toSupport("Noor");
      await sam.sees("About the move");
      await sam.choose("Yes");
      await look(sam, "answering");
      await sam.support.answer("Yes", "Tonight");
      await noor.sees("Tonight");
      await saysOfThemselves(noor, (await identifiers(noor)).relationship);
      await lookEverywhere(noor, await identifiers(noor), "with something in it");
    });

    await t.test("every question that stands before everything else", async () => {
      const { relationship, card, ask } = await identifiers(noor);
      await lookAtDialog(noor, `#/ours/${relationship}/likes`, "Withdraw “Rain on a tent roof”", "withdrawing");
      await lookAtDialog(noor, `#/mine/card/${card}`, "Remove this card", "removing a card");
      await lookAtDialog(noor, `#/ours/${relationship}/ask/${ask}`, "Remove this request", "removing a request");
      await lookAtDialog(noor, `#/ours/${relationship}/unlink`, "Unlink", "unlinking");
      await lookAtDialog(noor, "#/settings", "Leave this device clean", "leaving the device clean");
      await lookAtDialog(noor, `#/ours/${relationship}/likes`, "Is this free for both of you?", "the private check-in");
      await lookAtDialog(noor, "#/mine/no/rehearse", "Say it aloud", "saying it aloud");
      await noor.writeCard({ text: "Tea" });
      await lookAtDialog(noor, `#/ours/${relationship}/likes`, "Share “Tea”", "sharing");
    });

    await t.test("another tab, the lock, and the neutral page", async () => {
      const second = new App(await noor.person.open(relay.address));
      await second.elsewhere.shown();
      await look(second, "another tab");
      await second.page.close();
      await noor.page.bringToFront();
      await noor.page.reload();
      await noor.lock.unlock("wrong");
      await noor.sees("This passphrase does not open it.");
      await look(noor, "lock, refused");
      await noor.press("Leave");
      await noor.away.shown();
      await look(noor, "neutral page");
    });

    t.diagnostic(`${looks} looks at screens, ${findings.length} findings`);
    assert.deepEqual(findings, []);
    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}

/** Runs in the page: shows a theme as Settings do, with all its colours changed to the end. */
function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
  for (const animation of document.getAnimations()) animation.finish();
}
