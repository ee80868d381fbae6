// Keeps the app on the device, one cache per build, so that it opens without a network. Nothing that a person writes
// ever passes through here: that lives in the worker, sealed, in IndexedDB.

const BUILD = "__BUILD__";
const ASSETS = __ASSETS__;
const CACHE = `counterpoint-${BUILD}`;
const START = "index.html";
/** All that the app says in one language. English is among the assets, the one that is in use the page adds. */
const PACK = /^languages\/[\w-]+\.json$/u;

/** The packs that the copy of an earlier build has: somebody chose them. */
async function packsInUse() {
  const names = (await caches.keys()).filter((name) => name.startsWith("counterpoint-"));
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  const paths = requests.flat().map(({ url }) => url.slice(registration.scope.length));
  return [...new Set(paths)].filter((path) => PACK.test(path) && !ASSETS.includes(path));
}

/**
 * What the server has now, so that files of two builds are never mixed. It is asked about each; what the page has loaded already does
 * not come over the line a second time.
 */
async function fetchAnew(path) {
  const response = await fetch(new Request(path, { cache: "no-cache" }));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const packs = await packsInUse();
    const cache = await caches.open(CACHE);
    await Promise.all(ASSETS.map(async (path) => cache.put(path, await fetchAnew(path))));
    // A language that this build does not have any more is no reason to stay with the build before.
    await Promise.all(packs.map(async (path) => fetchAnew(path).then((pack) => cache.put(path, pack), () => {})));
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const stale = (await caches.keys()).filter((name) => name.startsWith("counterpoint-") && name !== CACHE);
    await Promise.all(stale.map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const scope = new URL(registration.scope);
  if (event.request.method !== "GET" || url.origin !== scope.origin) return;
  const path = url.pathname.slice(scope.pathname.length);
  const asset = event.request.mode === "navigate" && path === "" ? START : path;
  if (!ASSETS.includes(asset) && !PACK.test(asset)) return;
  event.respondWith((async () => {
    // Not `caches.open`, which would bring an erased cache back.
    const kept = await caches.match(asset, { cacheName: CACHE });
    return kept ?? fetch(event.request);
  })());
});
