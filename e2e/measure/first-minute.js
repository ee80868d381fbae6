// What it takes from opening the app to the first saved thing of one's own: `node e2e/measure/first-minute.js`, with the environment of the
// browser tests. The time that a person needs is estimated from what they do and read; the time of the app is measured.

import { BROWSERS, startRelay } from "../harness.js";
import { PASSPHRASES, arrive } from "../people.js";
import { Recorder } from "./recorder.js";

const ROUNDS = 5;

async function firstThing(kind) {
  const ends = [];
  const relay = await startRelay();
  try {
    const app = await arrive({ after: (end) => ends.push(end) }, kind, "about:blank");
    const recorder = new Recorder(app);
    await app.page.goto(relay.address);
    await app.firstRun.what();
    await recorder.reads();
    await app.firstRun.begin();
    await app.firstRun.make();
    await recorder.reads();
    await recorder.write("Your name", "Noor");
    await recorder.write("Passphrase", PASSPHRASES.noor);
    await recorder.write("The same passphrase again", PASSPHRASES.noor);
    await app.firstRun.makeIt();
    await app.firstRun.first();
    await recorder.reads();
    await recorder.write("I like", "Rain on a tent roof");
    await app.press("Keep it");
    await app.sees("Kept, and only you see it.");
    return recorder.end();
  } finally {
    for (const end of ends) await end();
    await relay.remove();
  }
}

for (const kind of BROWSERS) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await firstThing(kind));
  rounds.sort((one, other) => one.scripted - other.scripted);
  const { taps, keys, screens, words, scripted, person } = rounds[Math.floor(ROUNDS / 2)];
  const times = rounds.map((one) => one.scripted.toFixed(2)).join(", ");
  console.log(`${kind}: ${taps} taps, ${keys} keys, ${screens} screens, ${words} words; the app ${scripted.toFixed(2)} s (of ${times}); a person about ${Math.round(person)} s`);
}
