// Runs a Rust test program that was compiled for the browser's target: `node run-in-wasm.mjs <program.wasm>`.
//
// Such a program has neither a screen nor arguments: it runs every test it holds, and the first that fails ends it
// with a trap whose stack names the test.

import { readFileSync } from "node:fs";
import path from "node:path";

const [program] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(program));
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  // wasm-bindgen leaves these behind wherever it is compiled in, called or not. Calling one is an error, and so is any
  // other import.
  if (!from.startsWith("__wbindgen_")) throw new Error(`the program asks for what a test has no use for: ${from}.${name}`);
  imports[from] ??= {};
  imports[from][name] = () => {
    throw new Error(`the program called ${from}.${name}, for which a test has no use`);
  };
}
const { main } = new WebAssembly.Instance(module, imports).exports;
const status = main(0, 0);
if (status !== 0) throw new Error(`the tests ended with ${status}`);
console.log(`passed in wasm: ${path.basename(program)}`);
