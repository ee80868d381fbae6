// Every limit of a field is said before it fails: as many characters as the kinds of record allow, how long a passphrase is at the least.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { unfold } from "../fields.js";
import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive, chapters, linkedPeople } from "../people.js";
import { addresses, go, identifiers } from "../screens.js";

/** Where what is typed becomes a record of a kind; the copy of an entry is made, not typed. */
const TYPED_ON = {
  card: "/mine/card", ask: "/ask", check_in: "/mine/check-in", journal: "/mine/journal/new", answer: "/support", journal_copy: null,
  rehearsal: "/mine/no/rehearse", said: "/mine/no/said", tiny_no: "/mine/no/steps", look_back: "/mine/week", prompt: "/mine/journal/questions", contact: "/help",
  goal: "/mine/goals/new", value: "/mine/values", letter: "/mine/path/letter", repair: "/mine/path/repair", circling: "/mine/path/circles",
  interest: "/mine/interests/new", protected_time: "/mine/interests/time",
  guessing: "/ours/*/guess/new", time_together: "/ours/*/time/new", memory: "/ours/*/memories/new", thanks: "/ours/*/thanks/new", thank_plan: "/ours/*/thank-plans/new", good_news: "/ours/*/news/new", year_guess: "/ours/*/ahead/new",
  shared_goal: "/ours/*/goals/new", talk: "/ours/*/talks/new", both_chairs: "/ours/*/chairs/new", agreement: "/ours/*/agreements/new", question_answer: "/ours/*/questions/new",
  affection: "/ours/*/closeness/new", limit: "/ours/*/limits/new", fair_test: "/picture/test",
  // Copies and names are made, not typed; replies are written in fields that the same code draws, once there is something to reply to.
  in_calendar: null, room_talk: null, not_yet: null, shared_interest: null, busy_time: null, mute: null, closed_card: null, guess: null, told_more: null, encouragement: null, wondering: null,
  spoken: null, mirrored: null, heard: null, signature: null,
};
/** The question of an entry is chosen, not typed. */
const CHOSEN = ["journal.prompt"];
/** Passphrases, addresses, links and words have no most. */
const FREE = /passphrase|address|link|invite|recovery words|word \d/iu;
const NAME_MAX = 60;

// Limits are part of the words, which are the same in every browser.
for (const kind of BROWSERS.filter((kind) => kind === "chromium")) {
  test(`what a field can hold is said before, in ${kind}`, async (t) => {
    const tell = chapters(t);
    const relay = await startRelay();
    t.after(() => relay.remove());
    const stranger = await arrive(t, kind, relay.address);
    await tell("in the first run", async () => {
      await stranger.firstRun.what();
      await stranger.firstRun.toMake();
      const fields = await stranger.page.evaluate(described);
      assert.equal(fields.find(({ label }) => label === "Your name").most, NAME_MAX);
      assert.match(fields.find(({ label }) => label === "Passphrase").hint, /At least 8 characters\./u);
    });
    const { noor, sam } = await linkedPeople(t, kind, relay);
    await sam.askFor("Noor", { need: "Company", text: "On Friday." });
    await sam.support.share("Noor");
    await noor.toSupport("Sam");
    await noor.sees("On Friday.");
    const own = await identifiers(noor);

    await tell("on every page with a field", async () => {
      const limits = await limitsOfKinds();
      for (const address of addresses(own)) {
        await go(noor, address);
        const isAsked = (await noor.text()).includes("Skip this question");
        if (isAsked) await noor.press("Skip this question");
        if (isAsked) await noor.seesNo("Skip this question");
        await noor.page.evaluate(unfold);
        for (const { label, hint, most } of await noor.page.evaluate(described)) {
          if (FREE.test(label)) continue;
          assert.ok(most, `${address}: “${label}” says “${hint}”`);
        }
        for (const [name, page] of Object.entries(TYPED_ON)) {
          if (!page || !address.replace(own.relationship, "*").endsWith(page)) continue;
          const said = (await noor.page.evaluate(described)).map(({ most }) => most);
          for (const max of limits.get(name)) assert.ok(said.includes(max), `${name} on ${address}: ${max} is not among ${said}`);
          limits.delete(name);
        }
      }
      for (const [name, page] of Object.entries(TYPED_ON)) if (page === null) limits.delete(name);
      assert.deepEqual([...limits.keys()], [], "every kind in which one writes has a page");
    });

    await tell("near the end it is said how much is left, in the same place, and the form says what is too much", async () => {
      await go(noor, "#/mine/card");
      const before = await noor.page.evaluate(placed);
      await noor.write("What?", "r".repeat(60));
      await noor.sees("Up to 80 characters.");
      await noor.write("What?", "r".repeat(70));
      await noor.sees("10 characters left.");
      await noor.until("what is heard once nothing is typed", (text) => [...document.querySelectorAll(".hint [role=status]")].some((status) => status.textContent === text), "10 characters left.");
      await noor.write("What?", "r".repeat(81));
      await noor.sees("One character too many.");
      await noor.until("the last number to be heard", (text) => [...document.querySelectorAll(".hint [role=status]")].some((status) => status.textContent === text), "One character too many.");
      assert.deepEqual(await noor.page.evaluate(placed), before);
      await noor.press("Save");
      await noor.sees("This has 81 characters. At most 80 fit.");
      await noor.write("What?", "r".repeat(80));
      await noor.press("Save");
      await noor.sees("Saved.");
    });
    noor.problems.expectNone();
  });
}

/** What `docs/export.md` says of each kind in which one writes, which a test compares with the kinds themselves. */
async function limitsOfKinds() {
  const text = await readFile(new URL("../../docs/export.md", import.meta.url), "utf8");
  const limits = new Map();
  let kind = null;
  for (const line of text.split("\n")) {
    kind = /^#### `([a-z_]+)`/u.exec(line)?.[1] ?? (line.startsWith("#") ? null : kind);
    const [, field, max] = /^\| \d+ \| `([a-z_]+)` \| .*(?:line|text) of at most ([\d ,]+) characters/u.exec(line) ?? [];
    if (!kind || !field || CHOSEN.includes(`${kind}.${field}`)) continue;
    limits.set(kind, [...(limits.get(kind) ?? []), Number(max.replace(/\D/gu, ""))]);
  }
  return limits;
}

/** Runs in the page: every field in which one writes, what describes it, and the most characters that this names. */
function described() {
  return [...document.querySelectorAll("main :is(textarea, input:not([type=radio], [type=checkbox], [type=file], [type=date], [type=time]))")].map((field) => {
    const ids = field.getAttribute("aria-describedby")?.split(" ") ?? [];
    const seen = (element) => [...element.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      return node.ariaHidden === "true" || !node.childNodes ? "" : seen(node);
    }).join("");
    const hint = ids.map((id) => document.getElementById(id)).filter(Boolean).map(seen).join(" ");
    const most = /Up to ([\d.,\s]+) characters/u.exec(hint)?.[1].replace(/\D/gu, "");
    return { label: field.labels?.[0]?.textContent ?? field.ariaLabel, hint, most: most ? Number(most) : null };
  });
}

/** Runs in the page: where the fields stand. */
function placed() {
  return [...document.querySelectorAll("main form :is(input, textarea, button)")].map((element) => Math.round(element.getBoundingClientRect().y));
}
