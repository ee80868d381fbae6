// The languages that a machine made of English, as `crates/languages/src/pseudo.rs` makes them: to find labels in them, and to speak
// them in the middle of a story.

import { go } from "./screens.js";

export const PSEUDO = "en-x-pseudo";
export const RIGHT_TO_LEFT = "en-x-rtl";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = [..."áƀçđéƒğħíĵķłɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑĞĦÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ"];

/** A sentence without values in the pseudo-language. */
export function pseudo(sentence) {
  const letters = [...sentence].map((letter) => {
    const accented = ACCENTED[PLAIN.indexOf(letter)] ?? letter;
    return "aeiou".includes(letter) ? accented + accented : accented;
  });
  return `⟦${letters.join("")}⟧`;
}

/** The same in the one that is written from right to left. */
export function rightToLeft(sentence) {
  return `\u{200f}\u{202e}${pseudo(sentence)}\u{202c}`;
}

/** Chooses a language in Settings, as a person does, from all that there are. */
export async function speak(app, tag) {
  await app.page.evaluate(() => history.replaceState(history.state, "", `?languages=all${location.hash}`));
  await go(app, "#/settings");
  await app.language.choose(tag);
}
