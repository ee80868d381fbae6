import { initializeWasm, load } from "@automerge/automerge/slim";
import { measures, weight } from "./read.js";

await initializeWasm(fetch("/automerge.wasm"));
measures((snapshot) => {
  let sum = 0;
  for (const record of Object.values(load(snapshot).records)) {
    // Strings that were written as one value come as objects.
    sum += weight(record.liked, record.written, String(record.text), String(record.note));
  }
  return sum;
});
