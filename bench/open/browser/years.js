// A relationship in a browser: a fresh device with the recovery words, then its pages, by how much two people have done.

import { setTimeout as pause } from "node:timers/promises";

import { atTheWords, onRelay } from "./ours.js";
import { tapped } from "./tapped.js";

/** The lists of what two people share, by the end of their addresses. */
const LISTS = ["likes", "thanks", "news", "time"];

/** Measures the lives of two people that the folders of relays hold: seconds from a tap to the page, drawn. */
export async function measureYears({ openBrowser, App, relay, app, lives, rounds }) {
  const measured = [];
  for (const { name, data, words } of lives) {
    const work = (person, wire) => measureLife(person, App, wire, { words, rounds });
    measured.push({ name, ...(await onRelay({ openBrowser, relay, app, data }, work)) });
  }
  return measured;
}

async function measureLife(person, App, wire, { words, rounds }) {
  const { page, app } = await atTheWords(person, App, wire, words);
  await app.press("Bring it back");
  await app.places.ours();
  await app.until("the link to be read", () => document.querySelector(`main .in-list a[href$="/likes"]`) !== null);
  // What was fetched is stored before anything is measured.
  await pause(3_000);
  const row = (end) => `main .in-list a[href^="#/ours/"][href$="/${end}"]`;
  let oursS = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    await app.places.today();
    oursS = Math.min(oursS, await tapped(page, "nav a[href='#/ours']", row("likes")));
  }
  // Of each list the best round, and of all of them the slowest.
  let listS = 0;
  for (const end of LISTS) {
    let best = Infinity;
    for (let round = 0; round < rounds; round += 1) {
      await app.places.ours();
      await app.until(end, (row) => document.querySelector(row) !== null, row(end));
      best = Math.min(best, await tapped(page, row(end), "main .two a[href*='/ours/'], main ul.cards > li"));
    }
    listS = Math.max(listS, best);
  }
  return { ours_s: oursS, list_s: listS };
}
