// Modules that the first screen does without. They come with the offline copy, right after it, and start when they are needed.

let codes = null;
let figures = null;

/** A module of this name, once it runs. */
async function started(name) {
  const module = await import(`./${name}.js`);
  await module.default({ module_or_path: new URL(`${name}_bg.wasm`, import.meta.url) });
  return module;
}

/** What draws and reads codes. */
export function startCodes() {
  codes ??= started("codes");
  // What did not come, for want of a network, may come the next time.
  codes.catch(() => { codes = null; });
  return codes;
}

/** What computes and draws the person's own days. */
export function startFigures() {
  figures ??= started("figures");
  figures.catch(() => { figures = null; });
  return figures;
}

/** What makes an image of a drawing. */
export function startImage() {
  return import("./image.js");
}

/** Lets it go after it broke off: the next one begins anew, in memory of its own. */
export function forgetFigures() {
  figures = null;
}

/** What makes a guided piece's sound and keeps the screen awake. */
export function startCalm() {
  return import("./calm.js");
}
