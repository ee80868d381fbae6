// What a person writes is found neither with the relay nor, unsealed, on the device; nothing reaches a third party.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BROWSERS, startRelay } from "../harness.js";
import { mark, marksBelow, marksIn, storedInPage } from "../marks.js";
import { arrive } from "../people.js";

const FIELDS = ["name", "passphrase", "second", "relationship", "card", "note", "changed", "ask", "answer", "private"];
const MARKS = FIELDS.map(mark);

test("a mark is found in bytes however it is written there", () => {
  for (const field of FIELDS) {
    const text = `before ${mark(field)} after`;
    for (const encoding of ["utf8", "utf16le"]) {
      assert.deepEqual(marksIn(Buffer.from(text, encoding), MARKS), [mark(field)]);
    }
    for (const encoding of ["hex", "base64"]) {
      assert.deepEqual(marksIn(Buffer.from(Buffer.from(text).toString(encoding)), MARKS), [mark(field)]);
    }
  }
});

for (const kind of BROWSERS) {
  test(`safety_s28_markers: nothing that is typed can be read at the relay or on the disk, in ${kind}`, async (t) => {
    const relay = await startRelay();
    t.after(() => relay.remove());
    const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, kind, relay.address)]);
    await Promise.all([
      noor.makeVault({ name: mark("name"), passphrase: mark("passphrase") }),
      sam.makeVault({ name: mark("second"), passphrase: mark("passphrase") }),
    ]);

    const [toSam, toNoor] = [mark("relationship"), `${mark("relationship")} too`];
    await noor.places.ours();
    await noor.ours.startAdding();
    await noor.ours.add({ name: toSam, kind: "Friend" });
    await noor.link.start(toSam);
    const invite = await noor.link.makeInvite();
    await sam.places.ours();
    await sam.join.start();
    await sam.join.look(invite);
    await sam.join.joinAs({ name: toNoor, kind: "Friend" });
    await Promise.all([noor.link.safetyWords(), sam.link.safetyWords()]);
    await noor.link.same();
    await sam.link.same();
    await Promise.all([noor.link.linked(toSam), sam.link.linked(toNoor)]);

    await noor.writeCard({ text: mark("private"), note: mark("private") });
    await noor.writeCard({ text: mark("card"), note: mark("note") });
    await noor.shareCard(mark("card"), toSam);
    await sam.toSupport(toNoor);
    await sam.support.startAsking(toNoor);
    await sam.support.save({ need: "Ideas", text: mark("ask") });
    await sam.support.share(toNoor);
    await noor.toSupport(toSam);
    await noor.sees(mark("ask"));
    await noor.support.answer("Something else", mark("answer"));
    await sam.sees(mark("answer"));
    await noor.places.settings();
    await noor.settings.changeName(mark("changed"));
    await noor.settings.connected();

    const below = await marksBelow(relay.data, MARKS);
    assert.notEqual(below.files, 0);
    assert.deepEqual(below.found, [], "in the relay's folder");
    assert.deepEqual(marksIn(Buffer.from(relay.log()), MARKS), [], "in the relay's log");
    const metrics = await (await fetch(`${relay.address}/metrics`)).text();
    assert.match(metrics, /counterpoint/u);
    assert.deepEqual(marksIn(Buffer.from(metrics), MARKS), [], "in the metrics");

    for (const one of [noor, sam]) {
      const stored = await storedInPage(one.page);
      assert.ok(stored.records > 0, "the device stores something");
      assert.deepEqual(marksIn(Buffer.from(stored.text, "latin1"), MARKS), [], "in what the browser stores");
      one.problems.expectNone();
    }

    await noor.person.close({ keepProfile: true });
    const profile = await marksBelow(noor.person.profile, MARKS);
    assert.notEqual(profile.files, 0);
    assert.deepEqual(profile.found, [], "in the browser's profile, its history with the titles of pages included");
  });
}

test("safety_s14_headers: every answer forbids what the app does not need", async (t) => {
  const relay = await startRelay();
  t.after(() => relay.remove());
  for (const path of ["", "away.html", "leave.js", "service-worker.js", "not-there", "ready"]) {
    const { headers } = await fetch(`${relay.address}/${path}`);
    const policy = headers.get("content-security-policy");
    assert.match(policy, /default-src 'none'/u, path);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/u, path);
    assert.match(policy, /require-trusted-types-for 'script'/u, path);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/u, path);
    assert.match(headers.get("permissions-policy"), /geolocation=\(\)/u, path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("cross-origin-embedder-policy"), "require-corp", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
  }
});
