// Starts the screen. What browsers guard most, script addresses, is decided here and nowhere else.

import init, { speak, start_screen } from "./page.js";
import { keepLanguage, keepPack, loadEnglish, loadFirstLanguage, loadLanguage, offeredLanguages } from "./languages.js";
import { askPasskey, forgetPasskey, hasPasskeys, makePasskey } from "./passkey.js";

const address = (path) => new URL(path, import.meta.url).href;
const WORKER = address("worker.js");
const SERVICE_WORKER = address("service-worker.js");

const pass = { createScriptURL(url) {
  if (url === WORKER || url === SERVICE_WORKER) return url;
  throw new TypeError("not one of the app's own scripts");
} };
const policy = globalThis.trustedTypes?.createPolicy("counterpoint", pass) ?? pass;

const BUILD = document.querySelector("meta[name=build]").content;

/** Whether the offline copy is of another build than this page by now: a worker would be, too. */
let isReplaced = false;
navigator.serviceWorker?.addEventListener("controllerchange", async () => {
  const kept = await globalThis.caches?.keys().catch(() => []) ?? [];
  isReplaced = kept.some((name) => name.startsWith("counterpoint-") && name !== `counterpoint-${BUILD}`);
});

/**
 * Firefox (seen in 140) compiles no more wasm in a process in which a page or a worker has ended while one was compiled as it came. There
 * it is compiled once it has come.
 */
if (CSS.supports("-moz-appearance", "none")) {
  const bytes = async (answer) => (await answer).arrayBuffer();
  WebAssembly.compileStreaming = async (answer) => WebAssembly.compile(await bytes(answer));
  WebAssembly.instantiateStreaming = async (answer, imports) => WebAssembly.instantiate(await bytes(answer), imports);
}

/** What every worker of this page runs, compiled once. */
let modules = null;

function workerModules() {
  const compile = (name) => WebAssembly.compileStreaming(fetch(address(name)));
  // Without the second one, keys are derived in the first.
  modules ??= Promise.all([compile("engine_bg.wasm"), compile("stretch_bg.wasm").catch(() => null)]);
  return modules;
}

function createWorker() {
  const worker = new Worker(policy.createScriptURL(WORKER), { type: "module", name: "counterpoint" });
  workerModules().then((compiled) => worker.postMessage(compiled)).catch((error) => {
    console.error(error);
    modules = null;
    worker.dispatchEvent(new Event("error"));
  });
  return worker;
}

async function keepForOffline() {
  try {
    await navigator.serviceWorker?.register(policy.createScriptURL(SERVICE_WORKER), { updateViaCache: "none" });
  } catch { /* The app works all the same; a reload then needs the network. */ }
}

const registrations = async () => (await navigator.serviceWorker?.getRegistrations()) ?? [];
const copies = async () => (await globalThis.caches?.keys()) ?? [];

/** What is still here of what was to be removed. What cannot be looked at was not seen to be gone. */
async function whatRemains() {
  const isThere = (look) => look().then((found) => found.length > 0, () => true);
  const settings = [() => localStorage, () => sessionStorage].some((open) => {
    try { return open().length > 0; } catch { return false; /* What this page may not open it never wrote to. */ }
  });
  // Not every browser lists its stores; the worker was told that this one is gone.
  const stores = async () => (await indexedDB.databases?.() ?? []).filter(({ name }) => name === "counterpoint");
  return { settings, copy: (await isThere(registrations)) || (await isThere(copies)), store: await isThere(stores) };
}

/**
 * Removes what the page itself keeps: preferences, the service worker, the offline copy; and leaves, if all of it is gone then. Otherwise it
 * says what is still there. A subscription to messages goes with its service worker, so that nothing waits for a push service to answer.
 */
async function cleanPage() {
  // What cannot be removed keeps nothing else from being removed.
  const steps = [
    () => localStorage.clear(),
    () => sessionStorage.clear(),
    async () => Promise.all((await registrations()).map((registration) => registration.unregister())),
    async () => Promise.all((await copies()).map((name) => caches.delete(name))),
  ];
  for (const step of steps) {
    try { await step(); } catch (error) { console.warn(String(error)); }
  }
  const remains = await whatRemains();
  if (Object.values(remains).some(Boolean)) return remains;
  // The neutral page was part of the offline copy: without a network an empty one takes its place.
  const reachable = await fetch(address("away.html"), { cache: "no-store" }).then((answer) => answer.ok, () => false);
  location.replace(reachable ? address("away.html") : "about:blank");
  return null;
}

/** Whether there is certainly no vault: then the first screen need not wait for the worker to say so. */
async function isNew() {
  try {
    const there = await indexedDB.databases();
    return !there.some(({ name }) => name === "counterpoint");
  } catch { return false; /* The worker will know. */ }
}

/**
 * The app's own letters before anything is drawn in them, where they are at hand: in the copy on this device, or over a quick line. Whoever
 * waits for them in vain sees the device's own until the next screen; nothing that is read changes its letters.
 */
async function lettersAtHand() {
  const isKept = document.documentElement.classList.contains("known");
  const faces = ["Fraunces Variable", "Atkinson Hyperlegible Next Variable"].map((name) => document.fonts.load(`1em "${name}"`));
  const patience = new Promise((resolve) => { setTimeout(resolve, isKept ? 500 : 60); });
  await Promise.race([Promise.all(faces).catch(() => {}), patience]);
}

/** What is pressed does not go away under a finger: the app takes its place once it was let go, and what that does is done. */
async function untilLetGo() {
  const wait = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });
  while (globalThis.counterpointPressed) await wait(20);
  await wait(0);
}

// What stands there before the app are links: whoever follows one finds the app there.
for (const part of document.querySelectorAll("[data-origin]")) part.textContent = location.origin;

try {
  if (!document.documentElement.classList.contains("left")) {
    const known = isNew();
    const first = loadFirstLanguage();
    await Promise.all([init({ module_or_path: new URL("page_bg.wasm", import.meta.url) }), first]);
    // A pack of another build than the module has its sentences in other places.
    if (!speak(await first) && !speak(await loadEnglish())) throw new Error("the words are of another build");
    const languages = { keepLanguage: (tag) => keepLanguage(tag, BUILD).catch(console.error), loadLanguage, offeredLanguages };
    await lettersAtHand();
    const isNewHere = await known;
    await untilLetGo();
    const isUnfolded = document.querySelector("#before details")?.open;
    const hadFocus = document.activeElement?.closest("#before main") !== null;
    start_screen({ ...languages, isNew: isNewHere, isReplaced: () => isReplaced, askPasskey, build: BUILD, cleanPage, createWorker, forgetPasskey, hasPasskeys: hasPasskeys(), makePasskey });
    if (isUnfolded) document.querySelector(".keeper details")?.setAttribute("open", "");
    if (hadFocus) (document.querySelector(".act .btn.primary") ?? document.querySelector("h1"))?.focus();
    keepForOffline().then(() => keepPack(BUILD)).catch(console.error);
  }
} catch (error) {
  console.error(error);
  document.getElementById("cannot-start")?.removeAttribute("hidden");
}
