// The people of the stories: Noor and Sam, each with a browser and a profile of their own.

import assert from "node:assert/strict";

import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { APP_FOLDER, openBrowser, temporaryFolder } from "./harness.js";
import { App } from "./pages/app.js";

/** The browser of whoever a test needs besides the person that it looks at: the one that starts soonest. In the story both have the same. */
export const OTHERS = "chromium";

export const PASSPHRASES = { noor: "granite lantern orchard", sam: "velvet compass thunder" };

/** Tests that tell one story: when one fails, those after it have no ground, and are left out. */
export function chapters(t) {
  return async (title, tell) => {
    let failure = null;
    await t.test(title, () => tell().catch((error) => {
      failure = error;
      throw error;
    }));
    if (failure) throw new Error(`the story ended with “${title}”: ${failure.message}`, { cause: failure });
  };
}

/**
 * A copy of the app in whose clocks something is wrong, page and worker alike: by so many milliseconds ahead in the browsers of a time
 * zone. It is deleted with the test.
 */
export async function appWithClocks(t, aheadByZone) {
  const app = await temporaryFolder("app");
  t.after(() => rm(app, { recursive: true, force: true }));
  await cp(APP_FOLDER, app, { recursive: true });
  const wrong = `{
    const ahead = ${JSON.stringify(aheadByZone)}[Intl.DateTimeFormat().resolvedOptions().timeZone] ?? 0;
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...values) {
        if (values.length === 0) super(Right.now() + ahead);
        else super(...values);
      }
      static now() {
        return Right.now() + ahead;
      }
    };
  }`;
  for (const name of ["worker.js", "bootstrap.js"]) {
    const file = path.join(app, name);
    await Promise.all([".br", ".gz"].map((ending) => rm(file + ending, { force: true })));
    await writeFile(file, `${await readFile(file, "utf8")}\n`.replace(/^(import [^;]+;\n)+/mu, (imports) => `${imports}\n${wrong}\n`));
  }
  return app;
}

/** Opens the app in a fresh browser that ends with the test; `options` are those of `openBrowser`. */
export async function arrive(t, kind, address, options) {
  const person = await openBrowser(kind, options);
  t.after(() => person.close());
  const page = await person.open(address);
  return Object.assign(new App(page), { person, problems: person.problems });
}

/**
 * Noor and Sam, each with a vault; who they are to each other is not said yet. `kind` is the browser of Noor. `sams` are options of Sam's browser. `withWords` has both
 * look at their recovery words, which are theirs then.
 */
export async function twoPeople(t, kind, relay, { sams, withWords = false } = {}) {
  const [noor, sam] = await Promise.all([arrive(t, kind, relay.address), arrive(t, OTHERS, relay.address, sams)]);
  const make = async (app, person) => {
    if (withWords) return app.makeVault(person);
    await app.beginOnly(person);
    await app.recoveryWords.notToday();
    return null;
  };
  const [noorsWords, samsWords] = await Promise.all([
    make(noor, { name: "Noor", passphrase: PASSPHRASES.noor }),
    make(sam, { name: "Sam", passphrase: PASSPHRASES.sam }),
  ]);
  return { noor: Object.assign(noor, { words: noorsWords }), sam: Object.assign(sam, { words: samsWords }) };
}

/** Links two people who have not added each other yet; the first invites. */
export async function linkThem(noor, sam) {
  await noor.places.ours();
  await noor.ours.startAdding();
  await noor.ours.add({ name: "Sam", kind: "Partner" });
  await noor.link.start("Sam");
  const invite = await noor.link.makeInvite();

  await sam.places.ours();
  await sam.join.start();
  await sam.join.look(invite);
  await sam.join.joinAs({ name: "Noor", kind: "Partner" });

  const [noorReads, samReads] = await Promise.all([noor.link.safetyWords(), sam.link.safetyWords()]);
  assert.deepEqual(noorReads, samReads);
  await noor.link.same();
  await sam.link.same();
  await Promise.all([noor.link.linked("Sam"), sam.link.linked("Noor")]);
  return invite;
}

/** Noor and Sam with vaults and a link. */
export async function linkedPeople(t, kind, relay, options) {
  const people = await twoPeople(t, kind, relay, options);
  const invite = await linkThem(people.noor, people.sam);
  return { ...people, invite };
}
