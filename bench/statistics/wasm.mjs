// Runs the tasks of bench-statistics-tasks.wasm and prints, as JSON, what they returned and how long each took at best.
// Usage: node wasm.mjs FILE.wasm TASKS ROUNDS
import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";

const [file, tasks, rounds] = process.argv.slice(2);
const module = await WebAssembly.compile(await readFile(file));
// A clock that a dependency links in is never asked here; any call of it is an error.
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] ??= {};
  imports[from][name] = () => {
    throw new Error(`the tasks called ${from}.${name}`);
  };
}
const { exports } = await WebAssembly.instantiate(module, imports);
const milliseconds = new Array(Number(tasks)).fill(Infinity);
for (let round = 0; round < Number(rounds); round += 1) {
  for (let task = 0; task < milliseconds.length; task += 1) {
    const start = performance.now();
    const status = exports.main(0, 0);
    milliseconds[task] = Math.min(milliseconds[task], performance.now() - start);
    if (status !== 0) throw new Error(`task ${task} ended with ${status}`);
  }
}
let text = "";
for (let byte = exports.main(0, 0); byte !== 0; byte = exports.main(0, 0)) text += String.fromCharCode(byte);
console.log(JSON.stringify({ milliseconds, text }));
