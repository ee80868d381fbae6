// What there is to find of a person: on their device, in their browser's history, and on the relay.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Runs in the page: everything that the device has of the app, to the byte, and where the browser has been. */
export async function dump() {
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const hex = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? [...new Uint8Array(value.buffer ?? value)].join(",") : JSON.stringify(value);
  const stores = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([answered(objects.getAllKeys()), answered(objects.getAll())]);
      stores[`${name}/${store}`] = keys.map((key, place) => [hex(key), hex(values[place])]);
    }
    database.close();
  }
  return {
    stores,
    local: { ...localStorage },
    tab: { ...sessionStorage },
    caches: await caches.keys(),
    cookies: document.cookie,
    history: history.length,
    address: location.href,
    title: document.title,
  };
}

/** An app that has just connected says a little more within this time, in milliseconds: what it has of each space. */
const QUIET_MS = 1_500;

/**
 * The relay ends and begins anew: what it was sent before stands in its store then, and no longer in a log that it copies there in its own
 * time. From now on its files change when it is sent something, and only then.
 */
export async function settle(relay, app) {
  await app.places.settings();
  await app.settings.connected();
  await relay.stop();
  await app.seesNo("Connected. Everything is exchanged.");
  await relay.start();
  await app.settings.connected();
  await still(relay);
}

/** Waits until the relay's folder stays as it is. */
export async function still(relay) {
  let [before, now] = [null, await folder(relay)];
  while (JSON.stringify(before) !== JSON.stringify(now)) {
    await pause(QUIET_MS);
    [before, now] = [now, await folder(relay)];
  }
}

/**
 * What the relay was sent: each of its files, by its hash. Whatever it writes stands in the log of its database first; that it copies the log
 * into the database later, in its own time, and counts the readers of it, is no news.
 */
export async function folder(relay) {
  const names = await readdir(relay.data, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && !/\.sqlite(-shm)?$/u.test(entry.name)).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort();
  return Promise.all(files.map(async (file) => [path.relative(relay.data, file), createHash("sha256").update(await readFile(file)).digest("hex")]));
}
