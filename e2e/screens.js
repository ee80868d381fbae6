// Every screen of an open vault, by its address.

/** The tools of a relationship. */
const TOOLS = ["guess", "ahead", "questions", "closeness", "time", "memories", "thanks", "thank-plans", "news", "goals", "talks", "chairs", "agreements", "space", "limits"];
/** One code draws the pages of all. What takes long goes through every one in one browser, and in the others through those that differ most. */
const TOOLS_THAT_DIFFER = ["time", "questions", "talks", "agreements", "space"];

/** Likewise: what the same code draws as another page of the list. */
const ALIKE = [
  "#/mine/no/said", "#/mine/no/steps", "#/mine/interests/time", "#/mine/signs", "#/mine/signs/*", "#/mine/signs/*/new", "#/mine/path/letter", "#/mine/path/repair", "#/mine/people/being-there",
  "#/ours/*/giving", "#/ours/*/known", "#/ours/*/change", "#/mine/journal/0*", "#/mine/interests/0*", "#/mine/interests/time/0*", "#/picture/*",
];

function isAlike(address) {
  return ALIKE.includes(address.replace(/[0-9a-f]{32}/u, (name) => (/^0+$/u.test(name) ? "0*" : "*")));
}

/** The addresses of all screens for somebody in one relationship, with a card and a request of their own; all in Chromium, elsewhere those that differ. */
export function addresses(known, kind = "chromium") {
  const all = everywhere(known, kind);
  return kind === "chromium" ? all : all.filter((address) => !isAlike(address));
}

function everywhere({ relationship, card, ask }, kind) {
  const ours = `#/ours/${relationship}`;
  return [
    "#/today", "#/mine", "#/mine/card", "#/mine/check-in", "#/mine/journal", "#/mine/journal/new", "#/mine/journal/questions", "#/mine/week", "#/mine/no", "#/mine/no/rehearse", "#/mine/no/said", "#/mine/no/steps", "#/mine/interests", "#/mine/interests/new", "#/mine/interests/time", "#/mine/contrasts", "#/mine/signs",
    ...["contrasts", "signs"].flatMap((reflection) => [`#/mine/${reflection}/${relationship}`, `#/mine/${reflection}/${relationship}/new`]),
    "#/mine/goals", "#/mine/goals/new", "#/mine/values", "#/mine/path", "#/mine/path/kind", "#/mine/path/letter", "#/mine/path/repair", "#/mine/path/circles", "#/mine/people", "#/mine/people/being-there", "#/mine/calm",
    "#/mine/endings", "#/shared", "#/ours", "#/ours/add", "#/join", "#/picture", `#/picture/${relationship}`, `#/picture/${relationship}/both`, "#/picture/test", "#/picture/counsellor", "#/about", "#/words", "#/settings",
    "#/settings/lock", "#/settings/holds", "#/export", "#/devices", "#/devices/add", "#/settings/erase", "#/help",
    ...["", "/change", "/likes", "/support", "/ask", "/journal", "/giving", "/they-see", "/known", "/room", "/link", "/unlink"].map((part) => ours + part),
    ...(kind === "chromium" ? TOOLS : TOOLS_THAT_DIFFER).flatMap((tool) => [`${ours}/${tool}`, `${ours}/${tool}/new`]),
    ...(card ? [`#/mine/card/${card}`] : []),
    ...(ask ? [`${ours}/ask/${ask}`] : []),
    "#/mine/card/00000000000000000000000000000000", "#/mine/journal/00000000000000000000000000000000", "#/mine/interests/00000000000000000000000000000000", "#/mine/interests/time/00000000000000000000000000000000", "#/ours/00000000000000000000000000000000",
  ];
}

/** Goes to an address inside the app, and waits until its page has been drawn and has the focus on its heading. */
export async function go(app, address) {
  await app.page.evaluate((address) => {
    document.activeElement.blur();
    // Another place in between, so that coming to the present one draws it anew.
    location.hash = "#/nowhere";
    location.hash = address;
  }, address);
  await app.until(`the heading of ${address} to have the focus`, isAt, address);
}

function isAt(address) {
  return document.querySelector("main[data-place]")?.dataset.place === address && document.activeElement?.tagName === "H1";
}

/** The identifiers in the addresses of a person's first relationship, card and request. */
export async function identifiers(app) {
  const found = { relationship: null, card: null, ask: null };
  await go(app, "#/ours");
  found.relationship = await app.page.evaluate(() =>
    document.querySelector('a[href$="/likes"]').getAttribute("href").split("/")[2]);
  await go(app, "#/mine");
  const links = await app.page.$$eval("main a[href]", (anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
  found.card = links.find((link) => /^#\/mine\/card\/./u.test(link))?.split("/")[3] ?? null;
  found.ask = links.find((link) => /\/ask\/./u.test(link))?.split("/")[4] ?? null;
  return found;
}
