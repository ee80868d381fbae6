// Files with what somebody has kept for long, to be brought in: nobody waits for years in a test.

const MS_PER_DAY = 86_400_000;

/** An identifier: a letter for what it names, and a number. */
function identifier(of, number) {
  return (of + number.toString(16)).padStart(32, "0");
}

/** A day so many days ago, by the clock of this machine. */
export function daysAgo(days) {
  const day = new Date(Date.now() - days * MS_PER_DAY);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** The same as a number between -1 and 1 each time: what varies in a test is the same for everybody. */
export function varies(number) {
  const wave = Math.sin((number + 1) * 12.9898) * 43758.5453;
  return 2 * (wave - Math.floor(wave)) - 1;
}

/**
 * A file with things of kinds. `names` are people: a name, or one with the identifier that it has in the vault already. `things` are
 * `{ content, about, written }`, the last two of which may be left out: about somebody by their place among `names`, written so many days
 * ago, and so many seconds. Of two files about the same day that one counts which was written later.
 */
export function fileOf(names, things, secondsAgo = 60) {
  const people = names.map((known, place) => (typeof known === "string" ? { id: identifier("a", place), name: known } : known));
  const written = (days) => new Date(Date.now() - days * MS_PER_DAY - secondsAgo * 1_000).toISOString().replace(/\.\d+Z/u, "Z");
  return JSON.stringify({
    format: "counterpoint-export",
    version: 1,
    exported_on: daysAgo(0),
    name: "Noor",
    relationships: people.map(({ id, name }) => ({ id, name, tie: "partner", added: written(1), changed: written(1) })),
    items: things.map(({ content, about, written: days = 0 }, place) => ({
      id: identifier("b", place),
      versions: [{ id: identifier("c", place), written: written(days), content, ...(about === undefined ? {} : { about: people[about].id }) }],
    })),
    shared: [],
    from_others: [],
  });
}

/** Check-ins of so many days up to today, by what `own` and `bond` say of each: a number of 1 to 7, or nothing. `bond` may give a wish beside it. */
export function checkIns(days, own, bond) {
  const things = [];
  for (let back = days - 1; back >= 0; back -= 1) {
    const put = (fit, about, wish = null) => {
      if (fit === undefined) return;
      const rounded = Math.min(7, Math.max(1, Math.round(fit)));
      things.push({ content: { check_in: { day: daysAgo(back), fit: rounded, wish, words: null } }, about, written: back });
    };
    put(own(days - 1 - back));
    const [fit, wish] = [bond(days - 1 - back)].flat();
    put(fit, 0, wish);
  }
  return things;
}
