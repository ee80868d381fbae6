// No word is left in the code: in the pseudo-language, in which everything from the language files has accents, and with
// content in Cyrillic letters, a plain Latin letter on any screen was written into the code by mistake.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { arrive } from "../people.js";
import { PSEUDO, pseudo } from "../languages.js";
import { addresses, go, identifiers } from "../screens.js";

const PASSPHRASE = "гранит фонарь сад";

// What is said is the same text in every browser.
for (const kind of BROWSERS.filter((kind) => kind === "chromium")) {
  test(`no word is left in the code, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);
    const left = [];
    const look = async (where) => {
      for (const words of await noor.page.evaluate(plainWords)) left.push(`${where}: ${words}`);
    };
    const speakPseudo = () => noor.page.goto(`${relay.address}/?language=pseudo`);

    await t.test("the first run", async () => {
      await speakPseudo();
      await noor.heading(pseudo("Close, and still yourself."));
      await noor.firstRun.own();
      assert.equal(await noor.page.evaluate(() => document.documentElement.lang), PSEUDO);
      await noor.unfold(pseudo("Another relay"));
      await look("the first screen");
      await noor.press(pseudo("Begin"));
      await noor.heading(pseudo("A place of your own"));
      await noor.press(pseudo("Make it"));
      await noor.until("a refusal", () => document.querySelector("[role=alert]")?.innerText);
      await look("making, refused");
      await noor.write(pseudo("Your name"), "Нур");
      await noor.write(pseudo("Passphrase"), PASSPHRASE);
      await noor.write(pseudo("The same passphrase again"), PASSPHRASE);
      await noor.press(pseudo("Make it"));
      await noor.heading(pseudo("One thing that is yours"));
      await look("the first thing");
      await noor.press(pseudo("Later"));
      await noor.heading(pseudo("Your recovery words wait"));
      await look("#/today, new");
    });

    await t.test("every screen of somebody alone", async () => {
      await go(noor, "#/ours");
      await look("#/ours, new");
      await go(noor, "#/ours/add");
      await noor.write(pseudo("What you call them"), "Сэм");
      await noor.choose(pseudo("Sibling"));
      await noor.press(pseudo("Add"));
      await noor.until("the relationship", () => document.querySelector('a[href$="/likes"]') !== null);
      for (const address of addresses(await identifiers(noor))) {
        await go(noor, address);
        await look(`${address}, alone`);
      }
    });

    await t.test("every screen of two who are linked", async () => {
      const { relationship } = await identifiers(noor);
      await go(noor, `#/ours/${relationship}/link`);
      await noor.tick(pseudo("We are both 18 or older"));
      await noor.press(pseudo("Make an invite"));
      const invite = await noor.written(pseudo("Invite link"));
      await look("invite");
      await sam.makeVault({ name: "Самира", passphrase: PASSPHRASE });
      await sam.places.ours();
      await sam.join.start();
      await sam.join.look(invite);
      await sam.join.joinAs({ name: "Нур", kind: "Sibling" });
      await sam.link.safetyWords();
      await noor.labelled(pseudo("Safety words"));
      await look("safety words");
      await noor.press(pseudo("They are the same"));
      await sam.link.same();
      await sam.link.linked("Нур");
      await sam.writeCard({ text: "Дождь", note: "по крыше" });
      await sam.shareCard("Дождь", "Нур");
      await sam.askFor("Нур", { need: "Listening", text: "Поговорить" });
      await sam.support.share("Нур");

      await go(noor, "#/mine/card");
      await noor.write(pseudo("What?"), "Тишина");
      await noor.press(pseudo("Save"));
      await noor.sees("Тишина");
      await go(noor, `#/ours/${relationship}/support`);
      await noor.sees("Поговорить");
      await noor.choose(pseudo("Not now"));
      await look("answering");
      await go(noor, `#/ours/${relationship}/ask`);
      await noor.choose(pseudo("Ideas"));
      await noor.write(pseudo("In your own words"), "Куда поехать");
      await noor.press(pseudo("Save"));
      await noor.sees("Куда поехать");
      for (const address of addresses(await identifiers(noor))) {
        await go(noor, address);
        await look(`${address}, linked`);
      }
    });

    await t.test("the lock", async () => {
      await noor.page.reload();
      await noor.heading(pseudo("Unlock"));
      await noor.write(pseudo("Passphrase"), "wrong");
      await noor.press(pseudo("Unlock"));
      await noor.until("a refusal", () => document.querySelector("[role=alert]")?.innerText);
      await look("the lock");
    });

    assert.deepEqual(left, []);
  });
}

/** Runs in the page: everything with a plain Latin letter that a person reads or hears, addresses and secrets aside. */
function plainWords() {
  const isAside = (element) => element.closest("[translate=no], [dir=ltr]:not(html), noscript, script, style, #before") !== null;
  const found = [];
  const note = (text, element) => {
    if (/[A-Za-z]/u.test(text) && !isAside(element)) found.push(text.trim());
  };
  note(document.title, document.documentElement);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) note(node.data, node.parentElement);
  for (const element of document.body.querySelectorAll("*")) {
    for (const name of ["aria-label", "aria-description", "aria-valuetext", "placeholder", "title", "alt"]) {
      note(element.getAttribute(name) ?? "", element);
    }
  }
  return found;
}
