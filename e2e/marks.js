// Marks: strings that appear nowhere by chance, to be typed into every field and then looked for where they must not be.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A mark for a field, without capital letters or spaces. */
export function mark(field) {
  return `zqj${field}xvk`;
}

/** Which marks are in these bytes, as UTF-8, UTF-16 or with its characters changed by Base64. */
export function marksIn(bytes, marks) {
  return marks.filter((mark) => spellings(mark).some((spelling) => bytes.includes(spelling)));
}

/** Which marks are in the files below a folder: one line for each mark and file. */
export async function marksBelow(folder, marks) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const found = await Promise.all(files.map(async (file) => {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    return marksIn(bytes, marks).map((mark) => `${mark} in ${path.relative(folder, file)}`);
  }));
  return { files: files.length, found: found.flat() };
}

function spellings(mark) {
  const utf8 = Buffer.from(mark);
  // Base64 looks different by where the text begins within three bytes; its edges depend on what stands beside it.
  const base64 = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), utf8]).toString("base64").slice(4, -4));
  return [utf8, Buffer.from(mark, "utf16le"), Buffer.from(utf8.toString("hex")), ...base64.map((text) => Buffer.from(text))];
}

/** Everything that the page's browser stores for it, as one string in which one byte is one character. */
export function storedInPage(page) {
  return page.evaluate(async () => {
    const finished = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const text = (value) => {
      if (value instanceof ArrayBuffer) return text(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) {
        return Array.from(new Uint8Array(value.buffer, value.byteOffset, value.byteLength), (byte) => String.fromCharCode(byte)).join("");
      }
      return typeof value === "string" ? value : JSON.stringify(value) ?? "";
    };
    const stored = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    let records = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await finished(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([finished(objects.getAllKeys()), finished(objects.getAll())]);
        records += keys.length;
        stored.push(...keys.map(text), ...values.map(text));
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      stored.push(name, ...(await cache.keys()).map((request) => request.url));
    }
    return { records, text: stored.join("\n") };
  });
}
