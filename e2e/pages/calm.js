import { Screen } from "./screen.js";

/** A breathing space. */
export class Calm extends Screen {
  async open() {
    await this.followRow("A breathing space");
    await this.heading("A breathing space");
    const isFetched = () => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/calm.js"));
    await this.until("its sounds to have been asked for", isFetched);
  }

  async begin(piece) {
    await this.press(`Begin: ${piece}`);
    await this.runs(piece);
  }

  /** Waits until a piece runs, from its first sentence on. */
  async runs(piece) {
    await this.until(`the focus on the heading “${piece}”`, isFocused, piece);
    await this.until("the first sentence", () => document.querySelector(".circle p")?.innerText.startsWith("Stop whenever you like."));
  }

  /** The sentence that stands, once it does. */
  says(sentence) {
    return this.until(`“${sentence}” in the circle`, (sentence) => document.querySelector(".circle [aria-live=polite]")?.innerText.trim() === sentence, sentence);
  }

  /** Waits until the page says what comes after a piece. */
  async over(piece, answer) {
    await this.until(`the focus on the heading “${piece}”`, isFocused, piece);
    await this.sees(answer);
    await this.button("Once more");
  }

  /** From now on the clock of the page goes as `pass` says, and the page tells what it asks of the device. */
  watch() {
    return this.page.evaluate(() => {
      const now = Date.now.bind(Date);
      globalThis.ahead = 0;
      Date.now = () => now() + globalThis.ahead;
      globalThis.device = { asked: 0, awake: 0, made: [], closed: 0 };
      const request = () => {
        globalThis.device.asked += 1;
        globalThis.device.awake += 1;
        const release = async () => { globalThis.device.awake -= 1; };
        return Promise.resolve({ release });
      };
      Object.defineProperty(navigator, "wakeLock", { configurable: true, value: { request } });
      // What would sound is noted instead: a machine for tests may have nothing to make a sound with.
      const parameter = () => ({ setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} });
      globalThis.AudioContext = class {
        state = "suspended";
        currentTime = 0;
        createOscillator() {
          return { frequency: {}, connect: (next) => next, start: (at) => globalThis.device.made.push(at), stop() {} };
        }
        createGain() {
          return { gain: parameter(), connect: (next) => next };
        }
        async resume() {
          this.state = "running";
        }
        async close() {
          this.state = "closed";
          globalThis.device.closed += 1;
        }
      };
    });
  }

  /** What was asked of the device so far. */
  device() {
    return this.page.evaluate(() => globalThis.device);
  }

  /** The page is not seen for so many seconds, and then is again. */
  dark(seconds) {
    return this.page.evaluate((seconds) => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      globalThis.ahead += seconds * 1000;
      delete document.hidden;
      document.dispatchEvent(new Event("visibilitychange"));
    }, seconds);
  }

  /** Lets so many seconds pass for the clock, while the page is as if it were not there. */
  pass(seconds) {
    return this.page.evaluate((seconds) => {
      globalThis.ahead += seconds * 1000;
      document.dispatchEvent(new Event("visibilitychange"));
    }, seconds);
  }
}

function isFocused(heading) {
  return document.activeElement?.tagName === "H1" && document.activeElement.textContent === heading;
}
