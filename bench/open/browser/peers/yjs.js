import { applyUpdate, Doc } from "yjs";
import { measures, weight } from "./read.js";

measures((snapshot) => {
  const doc = new Doc();
  applyUpdate(doc, snapshot);
  let sum = 0;
  doc.getMap("records").forEach((record) => {
    sum += weight(record.get("liked"), record.get("written"), record.get("text"), record.get("note"));
  });
  return sum;
});
