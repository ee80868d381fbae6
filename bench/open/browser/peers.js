// The peers' builds for browsers: their code's size, and the time from a snapshot to every field read.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import { build } from "esbuild";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const WASM = {
  loro: "node_modules/loro-crdt/web/loro_wasm_bg.wasm",
  automerge: "node_modules/@automerge/automerge/dist/automerge.wasm",
};
const PAGE = "<!doctype html><meta charset=utf-8><title>A peer</title>";

/** Measures each peer `rounds` times, each time in a fresh page; `snapshots` is the folder with theirs. */
export async function measurePeers({ openBrowser, snapshots, expected, rounds }) {
  const files = new Map();
  const results = [];
  for (const name of ["loro", "automerge", "yjs"]) {
    const code = await bundle(name);
    files.set(`/${name}.js`, ["text/javascript", code]);
    files.set(`/${name}.html`, ["text/html", `${PAGE}<script type="module" src="/${name}.js"></script>`]);
    files.set(`/${name}.bin`, ["application/octet-stream", await readFile(path.join(snapshots, `${name}.bin`))]);
    let codeBytes = brotliBytes(code);
    if (WASM[name]) {
      const wasm = await readFile(path.join(HERE, WASM[name]));
      files.set(`/${name}.wasm`, ["application/wasm", wasm]);
      codeBytes += brotliBytes(wasm);
    }
    results.push({ name, code_bytes: codeBytes, open_s: Infinity });
  }
  const server = await serve(files);
  const address = `http://127.0.0.1:${server.address().port}`;
  try {
    for (const result of results) {
      for (let round = 0; round < rounds; round += 1) {
        const seconds = await measureOnce(openBrowser, address, result.name, expected);
        result.open_s = Math.min(result.open_s, seconds);
      }
    }
  } finally {
    server.close();
    server.closeAllConnections();
  }
  return results;
}

async function measureOnce(openBrowser, address, name, expected) {
  const person = await openBrowser("chromium");
  try {
    const page = await person.open(`${address}/${name}.html`);
    await page.waitForFunction(() => globalThis.measure, { timeout: 60_000 });
    const { sum, seconds } = await page.evaluate((snapshot) => globalThis.measure(snapshot), `${address}/${name}.bin`);
    if (sum !== expected) throw new Error(`${name} read ${sum}, not ${expected}`);
    return seconds;
  } finally {
    await person.close();
  }
}

async function bundle(name) {
  const { outputFiles } = await build({
    entryPoints: [path.join(HERE, "peers", `${name}.js`)],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** The size of code as it travels. */
export function brotliBytes(code) {
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(code, { params: parameters }).length;
}

function serve(files) {
  const server = createServer((request, response) => {
    const file = files.get(request.url);
    response.writeHead(file ? 200 : 404, { "content-type": file?.[0] ?? "text/plain" });
    response.end(file?.[1]);
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
