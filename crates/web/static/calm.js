// A guided piece beside its words: a sound that is made here, and a screen that stays awake. Nothing of it is kept or sent.

/** What runs: its sound, what keeps the screen awake, and whom to tell when the page is seen again. */
let playing = null;

/** A voice that is silent at first. */
function voice(audio, pitch) {
  const [oscillator, loudness] = [audio.createOscillator(), audio.createGain()];
  oscillator.frequency.value = pitch;
  loudness.gain.value = 0;
  oscillator.connect(loudness).connect(audio.destination);
  return { oscillator, gain: loudness.gain };
}

const PARTIALS = [[1, 0.16, 4.5], [2.02, 0.07, 3], [2.74, 0.04, 2], [5.41, 0.015, 1]];

function bell(audio, at) {
  for (const [ratio, loudness, seconds] of PARTIALS) {
    const { oscillator, gain } = voice(audio, 392 * ratio);
    gain.setValueAtTime(0.0001, at);
    gain.exponentialRampToValueAtTime(loudness, at + 0.02);
    gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    oscillator.start(at);
    oscillator.stop(at + seconds);
  }
}

function tone(audio, at, seconds) {
  const fade = Math.min(5, seconds / 4);
  for (const [pitch, loudness] of [[174, 0.07], [261, 0.025]]) {
    const { oscillator, gain } = voice(audio, pitch);
    gain.setValueAtTime(0, at);
    gain.linearRampToValueAtTime(loudness, at + fade);
    gain.setValueAtTime(loudness, at + seconds - fade);
    gain.linearRampToValueAtTime(0, at + seconds);
    oscillator.start(at);
    oscillator.stop(at + seconds);
  }
}

/** All of a piece's sound, told to the device beforehand: a slow page does not bend it. Null where there is none to be had. */
function sounding(sound, seconds) {
  try {
    const audio = new AudioContext();
    const at = audio.currentTime + 0.05;
    if (sound === "bell") for (const start of [at, at + seconds]) bell(audio, start);
    else tone(audio, at, seconds);
    resume(audio);
    return audio;
  } catch {
    return null;
  }
}

function resume(audio) {
  audio?.resume().catch(() => { /* The page says that there is no sound. */ });
}

function silence(audio) {
  audio?.close().catch(() => { /* It was closed already. */ });
}

/** Keeps the screen awake where that can be had. A browser lets go of it whenever the page is not seen. */
async function stayAwake(piece) {
  try {
    const lock = await navigator.wakeLock?.request("screen");
    if (piece.runs) piece.locks.push(lock);
    else await lock?.release();
  } catch { /* The screen goes dark when the device wants it to; the piece goes by the clock. */ }
}

function seen() {
  if (document.hidden) return;
  const piece = playing;
  piece.tick();
  if (!piece.runs) return;
  resume(piece.audio);
  stayAwake(piece);
}

/** Begins, inside the press that asks for it. */
export function begin(sound, seconds, tick) {
  stop();
  playing = { tick, runs: true, locks: [], audio: sound === "none" ? null : sounding(sound, seconds) };
  document.addEventListener("visibilitychange", seen);
  stayAwake(playing);
}

/** Whether the device makes the sound. */
export function isHeard() {
  return playing?.audio?.state === "running";
}

/** The screen may go dark again. */
function rest() {
  document.removeEventListener("visibilitychange", seen);
  if (!playing) return;
  playing.runs = false;
  for (const lock of playing.locks.splice(0)) lock?.release().catch(() => { /* It was let go already. */ });
}

/** The piece is over: a bell that rings still may end. */
export function finish() {
  rest();
  const { audio } = playing ?? {};
  setTimeout(() => silence(audio), 5000);
}

/** Ends at once. */
export function stop() {
  rest();
  silence(playing?.audio);
  playing = null;
}
