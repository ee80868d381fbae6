// Erasing one's vault on the relay: behind the passphrase, with nothing left there to bring back, and nothing of the other
// person's touched.

import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, linkedPeople } from "../people.js";

for (const kind of BROWSERS) {
  test(`a vault is erased on the relay, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay, { withWords: true });
    await noor.writeCard({ text: "Rain on a tent roof" });
    await noor.shareCard("Rain on a tent roof", "Sam");
    await sam.writeCard({ text: "Quiet before nine" });

    await t.test("safety_s07_screen: the passphrase is asked for, and everything of mine is gone from the relay", async () => {
      await noor.places.settings();
      await noor.erase.open();
      await noor.erase.erase("not my passphrase");
      await noor.sees("This passphrase does not open it.");
      await noor.erase.confirm(PASSPHRASES.noor);
      await noor.sees("your relay said that it keeps nothing of your vault any more");
      await noor.places.mine();
      await noor.sees("Rain on a tent roof");
      const fresh = await arrive(t, kind, relay.address);
      await fresh.firstRun.what();
      await fresh.firstRun.haveWords();
      await fresh.recover.bringBack({ words: noor.words, passphrase: PASSPHRASES.noor });
      await fresh.sees("This relay keeps nothing for these words.");
      fresh.problems.expectNone();
    });

    await t.test("safety_s07_theirs: the other person keeps everything of theirs, and reads that they are not linked", async () => {
      await sam.places.ours();
      await sam.sees("You are not linked. Nothing new is exchanged.");
      await sam.places.mine();
      await sam.sees("Quiet before nine");
      const tablet = await arrive(t, kind, relay.address);
      await tablet.firstRun.what();
      await tablet.firstRun.haveWords();
      await tablet.recover.bringBack({ words: sam.words, passphrase: PASSPHRASES.sam });
      await tablet.places.mine();
      await tablet.sees("Quiet before nine");
      tablet.problems.expectNone();
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
