// How Firefox is set up for tests. What it does at its first start is done once, and not for everybody in every test.

import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Nothing but loopback may be reached. */
export const FIREFOX_PREFERENCES = {
  "network.dns.disabled": true,
  "network.proxy.type": 0,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "extensions.update.enabled": false,
  "services.settings.server": "data:,",
  // Refused: nobody is there to answer the question.
  "permissions.default.camera": 2,
};

/** One site is open and nothing is played: the processes for others, for what may come and for media are not started. They cost every test a second. */
export const FEW_PROCESSES = {
  "fission.autostart": false,
  "dom.ipc.processCount": 1,
  "dom.ipc.processPrelaunch.enabled": false,
  "browser.tabs.remote.separatePrivilegedContentProcess": false,
  "extensions.webextensions.remote": false,
  "media.rdd-process.enabled": false,
  "media.utility-process.enabled": false,
  "network.process.enabled": false,
};

const exists = (folder) => stat(folder).then(() => true, () => false);

/** A profile's folder becomes one in which Firefox was started once. `start` starts it in a folder and ends it again. */
export async function startedOnce(executable, folder, start) {
  const version = execFileSync(executable, ["--version"], { encoding: "utf8" }).trim().replace(/\W+/gu, "-");
  const started = path.join(tmpdir(), `counterpoint-started-${process.getuid?.() ?? ""}-${version}`);
  if (!(await exists(started))) {
    const own = await mkdtemp(path.join(tmpdir(), "counterpoint-starting-"));
    await start(own);
    // Whoever comes second throws theirs away.
    await rename(own, started).catch(() => rm(own, { recursive: true, force: true }));
  }
  await cp(started, folder, { recursive: true });
}
