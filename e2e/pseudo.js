// The pseudo-language of the app, as `crates/web/src/words.rs` makes it: to find labels in it.

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
