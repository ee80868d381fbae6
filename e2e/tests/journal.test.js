// The journal: alone, with a question or without, and a copy of one version for somebody else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, chapters, linkedPeople } from "../people.js";

const ENTRY = "Said no to the second shift.\n\nMy stomach was quieter than I had expected.";

for (const kind of BROWSERS) {
  test(`a journal, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const { noor, sam } = await linkedPeople(t, kind, relay);
    const tell = chapters(t);
    let question = "";

    await tell("another question is another one, and none is as good", async () => {
      await noor.places.mine();
      await noor.journal.open();
      await noor.sees("An empty page");
      await noor.journal.start();
      const asked = new Set([await noor.journal.prompt()]);
      for (let turn = 0; turn < 4; turn += 1) {
        await noor.journal.another();
        asked.add(await noor.journal.prompt());
      }
      assert.equal(asked.size, 5);
      await noor.journal.none();
      assert.equal(await noor.journal.prompt(), "");
      await noor.journal.another();
      question = await noor.journal.prompt();
    });

    await tell("an empty entry is refused in words, and what was chosen stays", async () => {
      await noor.press("Save");
      await noor.sees("Something is still empty.");
      assert.equal(await noor.journal.prompt(), question);
    });

    await tell("safety_s08_alone: an entry is kept for oneself, and is there after the lock", async () => {
      await noor.journal.keep(ENTRY);
      await noor.page.reload();
      await noor.lock.unlock(PASSPHRASES.noor);
      await noor.heading("An entry");
      assert.equal(await noor.written("Your own words"), ENTRY);
      await noor.sees("Sam does not see it.");
      await noor.places.mine();
      await noor.journal.open();
      await noor.sees("Only you see this");
      await noor.journal.start();
      assert.notEqual(await noor.journal.prompt(), question, "no question comes again before all were used");
    });

    await tell("safety_s09_copy: what is previewed is what the other reads, and a newer version is not", async () => {
      await noor.places.mine();
      await noor.journal.open();
      await noor.follow(`Open “${question}”`);
      const preview = await noor.journal.share("Sam");
      assert.deepEqual(preview, ["From the journal", question, ...ENTRY.split("\n").filter(Boolean)]);
      await noor.write("Your own words", "Something that is mine alone");
      await noor.press("Save");
      await noor.sees("Sam sees an earlier version.");

      await sam.places.ours();
      await sam.sees("Noor shared one page");
      await sam.followRow("Pages");
      await sam.heading(question);
      await sam.sees("My stomach was quieter than I had expected.");
      await sam.seesNo("Something that is mine alone");
      await noor.places.ours();
      await noor.theySee.open("Sam");
      await noor.sees("My stomach was quieter than I had expected.");
    });

    await tell("an entry that is removed is withdrawn as well", async () => {
      await noor.places.mine();
      await noor.journal.open();
      await noor.follow(`Open “${question}”`);
      await noor.journal.remove();
      await noor.sees("An empty page");
      await sam.seesNo("My stomach was quieter than I had expected.");
      await sam.sees("This is not here any more.");
      await sam.places.ours();
      await sam.followRow("Pages");
      await sam.sees("Nothing from Noor here, which means nothing.");
    });

    noor.problems.expectNone();
    sam.problems.expectNone();
  });
}
