// Keeps the app on the device, one cache per build, so that it opens without a network. Nothing that a person writes
// ever passes through here: that lives in the worker, sealed, in IndexedDB.

const BUILD = "__BUILD__";
const ASSETS = __ASSETS__;
const CACHE = `counterpoint-${BUILD}`;
const START = "index.html";

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // Past the browser's own cache, so that files of two builds are never mixed.
    await Promise.all(ASSETS.map(async (path) => {
      const response = await fetch(new Request(path, { cache: "reload" }));
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, response);
    }));
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
  if (!ASSETS.includes(asset)) return;
  event.respondWith((async () => {
    // Not `caches.open`, which would bring an erased cache back.
    const kept = await caches.match(asset, { cacheName: CACHE });
    return kept ?? fetch(event.request);
  })());
});
