import init, { LoroDoc } from "loro-crdt/web";
import { measures, weight } from "./read.js";

await init({ module_or_path: "/loro.wasm" });
measures((snapshot) => {
  const records = LoroDoc.fromSnapshot(snapshot).getMap("records").toJSON();
  let sum = 0;
  for (const record of Object.values(records)) sum += weight(record.liked, record.written, record.text, record.note);
  return sum;
});
