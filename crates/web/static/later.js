// Modules that the first screen does without. They come with the offline copy, right after it, and start when they are needed.

let codes = null;

/** What draws and reads codes. */
export function startCodes() {
  codes ??= (async () => {
    const module = await import("./codes.js");
    await module.default({ module_or_path: new URL("codes_bg.wasm", import.meta.url) });
    return module;
  })();
  // What did not come, for want of a network, may come the next time.
  codes.catch(() => { codes = null; });
  return codes;
}

/** What makes a guided piece's sound and keeps the screen awake. */
export function startCalm() {
  return import("./calm.js");
}
