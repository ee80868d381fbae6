// The worker: a module of its own, with the person's data and keys in it.

import { stretchWith } from "./apart.js";
import { initSync, start_worker } from "./engine.js";

// Leave ends this by itself, whether or not its page gets to: one that is stuck ends nothing.
if (globalThis.BroadcastChannel) new BroadcastChannel("counterpoint leave").addEventListener("message", () => close());

// The page hands over the compiled modules. Messages that arrive before them would be lost without a listener.
const early = [];
const [engine, stretch] = await new Promise((resolve) => {
  addEventListener("message", function keep({ data }) {
    if (!Array.isArray(data)) {
      early.push(data);
      return;
    }
    removeEventListener("message", keep);
    resolve(data);
  });
});
stretchWith(stretch);
initSync({ module: engine });
start_worker(early);
