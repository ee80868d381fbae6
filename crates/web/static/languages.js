// The language: which one it is, its pack, and what is kept of the choice. A pack is all that the app says in one language; it is loaded
// beside the module, and the first screen waits for both.

const ALL = __LANGUAGES__;
const ENGLISH = "en";
const CHOSEN = "language";
const FOLDER = "languages/";
/** Tests ask for a language with `language`, and with `languages=all` for a choice among all of them. */
const parameter = (name) => new URLSearchParams(location.search).get(name);

const address = (tag) => new URL(`${FOLDER}${tag}.json`, import.meta.url).href;

/** What was loaded last, to be kept for offline once the app speaks it. */
let loaded = null;

function stored() {
  try { return localStorage.getItem(CHOSEN); } catch { return null; }
}

/** The language that was asked for or chosen; else the first that the browser prefers and there is, `pt-BR` before `pt`. */
function wanted() {
  const asked = (tag) => ALL.find((language) => [tag, `en-x-${tag}`].includes(language.tag));
  const found = asked(parameter("language")) ?? asked(stored());
  if (found) return found.tag;
  for (const preferred of navigator.languages) {
    for (let tag = preferred; tag; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
      const known = ALL.find((language) => !language.is_pseudo && language.tag.toLowerCase() === tag.toLowerCase());
      if (known) return known.tag;
    }
  }
  return ENGLISH;
}

/** A pack. Whether it is of this build is for the module to say. */
export async function loadLanguage(tag) {
  const answer = await fetch(address(tag));
  if (!answer.ok) throw new Error(`the language ${tag}: ${answer.status}`);
  const kept = answer.clone();
  const pack = await answer.json();
  loaded = { tag, answer: kept };
  return pack;
}

export const loadEnglish = () => loadLanguage(ENGLISH);

/** The pack to begin with: English, where the wanted one does not arrive. What stands on the page before the app says it, too. */
export async function loadFirstLanguage() {
  const pack = await loadLanguage(wanted()).catch(loadEnglish);
  document.documentElement.lang = pack.tag;
  document.documentElement.dir = pack.direction;
  for (const part of document.querySelectorAll("[data-words]")) {
    part.textContent = pack.sentences[pack.page[part.dataset.words]];
  }
  return pack;
}

/** The languages to choose from, while this one is spoken. Those that a machine made are offered to tests only. */
export function offeredLanguages(present) {
  const isAll = parameter("languages") === "all";
  return ALL.filter((language) => isAll || !language.is_pseudo || language.tag === present);
}

/** Keeps a choice on this device. */
export function keepLanguage(tag, build) {
  try { localStorage.setItem(CHOSEN, tag); } catch { /* Without storage it lasts until the page is closed. */ }
  const here = new URL(location.href);
  here.searchParams.delete("language");
  // A browser that refuses asks for the other language once more.
  try { history.replaceState(history.state, "", here); } catch { /* As above. */ }
  return keepPack(build);
}

/** Puts the pack that is spoken beside the offline copy, in the place of the one before. English is a part of the copy. */
export async function keepPack(build) {
  const { tag, answer } = loaded;
  await navigator.serviceWorker?.ready;
  const name = `counterpoint-${build}`;
  // A cache that was erased is not brought back, and the one of another build has its own packs.
  if (!(await globalThis.caches?.has(name))) return;
  const cache = await caches.open(name);
  const isOther = ({ url }) => url.startsWith(address("").replace(/\.json$/u, "")) && ![address(tag), address(ENGLISH)].includes(url);
  for (const request of await cache.keys()) if (isOther(request)) await cache.delete(request);
  if (tag !== ENGLISH) await cache.put(address(tag), answer.clone());
}
