// Counts what a person does and reads on the way to something, and how long the app keeps them waiting.

/** Reading silently, in words a minute: Brysbaert (2019), the mean over 190 studies. */
const WORDS_PER_MINUTE = 238;
/** The Keystroke-Level Model's constants, in seconds: a key of somebody who types as most do, and pointing at something. */
const KEY_S = 0.28;
const TAP_S = 1.1;

/** Counts from now on: taps (of a field, too: on a phone it has to be tapped), keys, and words on the screens that are passed. */
export class Recorder {
  taps = 0;
  keys = 0;
  words = 0;
  screens = 0;

  constructor(app) {
    this.app = app;
    const { mouse, keyboard } = app.page;
    const down = mouse.down.bind(mouse);
    mouse.down = (...options) => { this.taps += 1; return down(...options); };
    const type = keyboard.type.bind(keyboard);
    keyboard.type = (text, ...options) => { this.keys += text.length; return type(text, ...options); };
    this.began = performance.now();
  }

  /** A field is tapped, and filled. */
  async write(label, text) {
    this.taps += 1;
    await this.app.write(label, text);
  }

  /** Somebody reads the screen that is there now. */
  async reads() {
    this.screens += 1;
    this.words += await this.app.page.evaluate(() => document.querySelector("main").innerText.split(/\s+/u).filter(Boolean).length);
  }

  /** The end: what it took. */
  end() {
    const waited = (performance.now() - this.began) / 1000;
    const person = this.words / (WORDS_PER_MINUTE / 60) + this.keys * KEY_S + this.taps * TAP_S;
    return { taps: this.taps, keys: this.keys, screens: this.screens, words: this.words, scripted: waited, person };
  }
}
