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

/** Seconds from a tap on the last choice until the level of all days has been drawn and laid out. */
function chosen(page) {
  return page.evaluate(() => new Promise((resolve, reject) => {
    const line = document.querySelector(".lines .self .level");
    const begin = performance.now();
    const watch = new MutationObserver(() => {
      if (line.getAttribute("d") === "") return;
      watch.disconnect();
      document.body.getBoundingClientRect();
      resolve((performance.now() - begin) / 1000);
    });
    watch.observe(line, { attributes: true });
    setTimeout(() => reject(new Error("no line of all days")), 20_000);
    [...document.querySelectorAll("main .choices input")].at(-1).click();
  }));
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
  // Another stretch in between, so that all days are drawn anew each time.
  let pictureS = Infinity;
  await app.places.picture();
  for (let round = 0; round < rounds; round += 1) {
    await app.choose("A week");
    await app.until("a week without a line", () => document.querySelector(".lines .self .level")?.getAttribute("d") === "");
    pictureS = Math.min(pictureS, await chosen(page));
  }
  return { ours_s: oursS, list_s: listS, picture_s: pictureS };
}
