// Measures what a JSON file, named on the command line, asks for, and prints the results as JSON.

import { readFile } from "node:fs/promises";
import path from "node:path";

import { measureCold } from "./cold.js";
import { measureOurs } from "./ours.js";
import { measurePeers } from "./peers.js";
import { measureYears } from "./years.js";

const task = JSON.parse(await readFile(process.argv[2], "utf8"));
const { openBrowser } = await import(path.join(task.root, "e2e/harness.js"));
const { App } = await import(path.join(task.root, "e2e/pages/app.js"));

const ours = task.relay ? await measureOurs({ openBrowser, App, ...task }) : null;
const years = task.relay ? await measureYears({ openBrowser, App, ...task }) : null;
const peers = await measurePeers({ openBrowser, ...task });
const cold = task.app ? await measureCold({ openBrowser, ...task }) : null;
console.log(JSON.stringify({ ours, years, peers, cold }));
