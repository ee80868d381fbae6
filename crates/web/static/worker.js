// The worker: a module of its own, with the person's data and keys in it.

import { ready } from "./apart.js";
import init, { start_worker } from "./engine.js";

// Leave ends this by itself, whether or not its page gets to: one that is stuck ends nothing.
if (globalThis.BroadcastChannel) new BroadcastChannel("counterpoint leave").addEventListener("message", () => close());

// Messages that arrive while the module loads would be lost without a listener.
const early = [];
const keep = (event) => early.push(event.data);
addEventListener("message", keep);
await Promise.all([init({ module_or_path: new URL("engine_bg.wasm", import.meta.url) }), ready]);
removeEventListener("message", keep);
start_worker(early);
