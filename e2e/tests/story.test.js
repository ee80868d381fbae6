// The main job, with screens: two people, two browsers, one blind relay.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGINES, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, chapters } from "../people.js";

for (const kind of ENGINES) {
  test(`the whole story of Noor and Sam, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const chapter = chapters(t);
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);

    await chapter("safety_s02_keeper: the first run says what this is, and what whoever runs the relay can see", async () => {
      await noor.firstRun.what();
      await noor.sees("the other person never has to join");
      await noor.sees(relay.address);
      await noor.sees("Whoever runs it can see how much you send, when, and from which network address.");
      await noor.sees("They cannot see what you write, your name, or whom you are close to.");
      await noor.firstRun.toMake();
    });

    await chapter("a vault is made, and a first thing of one's own is kept", async () => {
      await noor.firstRun.fill({ name: "Noor", passphrase: PASSPHRASES.noor });
      await noor.firstRun.makeIt();
      await noor.firstRun.first();
      await noor.firstRun.keep("The smell of rain");
      await noor.places.mine();
      await noor.sees("The smell of rain");
      await noor.sees("Only you see this");
      await noor.places.today();
    });

    await chapter("the recovery words wait on Today until they are checked", async () => {
      await noor.sees("if this device is lost or the passphrase forgotten, what you wrote here is lost with it");
      await noor.recoveryWords.notToday();
      await noor.seesNo("Your recovery words wait");
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      const words = await noor.recoveryWords.fromToday(PASSPHRASES.noor);
      assert.equal(words.length, 24);
      assert.ok(words.every((word) => /^[a-z]+$/u.test(word)), words.join(" "));
      await noor.seesNo("Your recovery words wait");
    });

    await chapter("alone is enough: somebody close is added, and a card is written that nobody sees", async () => {
      await noor.places.ours();
      await noor.ours.startAdding();
      await noor.ours.add({ name: "Sam", kind: "Partner" });
      await noor.ours.shown("Sam");
      await noor.sees("Partner · you alone");
      await noor.writeCard({ text: "Rain on a tent roof", note: "Since the summer in Norway" });
      await noor.writeCard({ taste: "I do not like", text: "Phones at breakfast" });
      await noor.sees("Only you see this");
    });

    await chapter("an invite is handed over, and used in the other browser", async () => {
      await noor.places.ours();
      await noor.link.start("Sam");
      const invite = await noor.link.makeInvite();
      assert.match(invite, new RegExp(`^${relay.address}/#join=\\S{40,}$`, "u"));
      await noor.labelled("Invite as a QR code");

      await sam.makeVault({ name: "Samira", passphrase: PASSPHRASES.sam });
      await sam.places.ours();
      await sam.join.start();
      await sam.join.look(invite);
      await sam.sees("They see nothing that you have written.");
      await sam.join.joinAs({ name: "Noor", kind: "Partner" });
    });

    await chapter("both read the same safety words, say so, and are linked", async () => {
      const [noorReads, samReads] = await Promise.all([noor.link.safetyWords(), sam.link.safetyWords()]);
      assert.deepEqual(noorReads, samReads);
      assert.ok(noorReads.length >= 3, noorReads.join(" "));
      await noor.sees("They call themselves Samira.");
      await noor.link.same();
      await noor.sees("As soon as Sam has said so too, you are linked.");
      await sam.link.same();
      await Promise.all([noor.link.linked("Sam"), sam.link.linked("Noor")]);
    });

    await chapter("linking shares a name and nothing else", async () => {
      await sam.link.go("Noor");
      await sam.ours.likes();
      await sam.sees("Nothing yet. Noor shares what and when they want, and so do you.");
      await noor.link.go("Sam");
      await noor.theySee.open("Sam");
      const things = await noor.theySee.things(1);
      assert.deepEqual(things[0].slice(0, 2), ["Noor", "Name"]);
    });

    await chapter("safety_s09_preview: a card is shared after a preview of exactly what will be seen", async () => {
      await noor.toLikes("Sam");
      const exactly = ["Rain on a tent roof", "Likes", "Since the summer in Norway"];
      assert.deepEqual(await noor.likes.preview("Rain on a tent roof", "Sam"), exactly);
      await noor.likes.keepItMine();
      await noor.seesNo("Sam sees this");
      await noor.likes.share("Rain on a tent roof", "Sam");
      await sam.sees("Rain on a tent roof");
      const [title, sharedBy, ...shown] = await sam.likes.theirs("Noor");
      assert.equal(title, "What Noor shared");
      assert.match(sharedBy, /^Shared by Noor · \d* ?\w+ ?\d*$/u);
      assert.deepEqual(shown, exactly);
    });

    await chapter("safety_s09_versions: a changed card is not seen until the new version is shared", async () => {
      await noor.card.open("Rain on a tent roof");
      await noor.card.fill({ text: "Rain on a tin roof", note: "" });
      await noor.card.save();
      await noor.card.saved();
      await noor.sees("Sam sees an earlier version.");
      // Something else arrives after the change, and shows that the change did not.
      await noor.shareCard("Phones at breakfast", "Sam");
      await sam.sees("Phones at breakfast");
      await sam.sees("Rain on a tent roof");
      await sam.seesNo("Rain on a tin roof");
      await noor.likes.share("Rain on a tin roof", "Sam");
      await sam.sees("Rain on a tin roof");
      await sam.seesNo("Rain on a tent roof");
    });

    await chapter("sharing goes the other way too", async () => {
      await sam.writeCard({ text: "Quiet before nine" });
      await sam.shareCard("Quiet before nine", "Noor");
      await noor.sees("Quiet before nine");
    });

    await chapter("safety_s10_withdrawal: what is withdrawn disappears on the other side", async () => {
      await noor.likes.withdraw("Phones at breakfast");
      await sam.seesNo("Phones at breakfast");
      await sam.sees("Rain on a tin roof");
    });

    await chapter("support is asked for, answered with not now and words, and the answer is seen", async () => {
      await sam.askFor("Noor", { need: "Company", text: "Could we cook together?" });
      await noor.toSupport("Sam");
      await noor.sees("Nothing at the moment.");
      await sam.support.share("Noor");
      await noor.sees("Sam asked for your company");
      await noor.sees("“Could we cook together?”");
      await noor.support.answer("Not now", "On Friday I could");
      await noor.sees("You answered");
      await sam.sees("Noor answered on");
      const text = await sam.text();
      assert.match(text, /Not now/u);
      assert.match(text, /“On Friday I could”/u);
    });

    await chapter("each can see what the other sees, exactly", async () => {
      await noor.places.ours();
      await noor.theySee.open("Sam");
      const things = (await noor.theySee.things(3)).map((lines) => lines.slice(0, 4).join(" | ")).sort();
      assert.match(things[0], /^Noor \| Name/u);
      assert.match(things[1], /^Rain on a tin roof \| Likes/u);
      assert.match(things[2], /^To “Could we cook together\?” \| Answer \| Not now \| On Friday I could$/u);
    });

    await chapter("a locked device shows nothing, and opens with its passphrase", async () => {
      await noor.places.settings();
      await noor.settings.lock();
      await noor.lock.shown();
      const text = await noor.text();
      assert.doesNotMatch(text, /Noor|Sam|Rain/u);
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.places.mine();
      await noor.sees("Rain on a tin roof");
    });

    await chapter("safety_s05_silent_end: a link ends by one alone; the other reads neutral words and keeps what is theirs", async () => {
      await noor.places.ours();
      await noor.unlink.start();
      await noor.unlink.withdrawEverything();
      await noor.unlink.confirm("Sam");
      await noor.sees("Partner · not linked");
      await sam.places.ours();
      await sam.sees("Partner · not linked");
      await sam.sees("You are not linked. Nothing new is exchanged.");
      const text = await sam.text();
      assert.doesNotMatch(text, /ended|unlinked|by Noor/iu);
      await sam.ours.likes();
      await sam.sees("Once you are linked, the cards that Noor shares with you stand here.");
      await sam.seesNo("Rain on a tin roof");
      await sam.sees("Quiet before nine");
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
