import { Screen } from "./screen.js";

/** When something ends. */
export class Endings extends Screen {
  async open() {
    await this.followRow("When something ends");
    await this.heading("When something ends");
  }

  message() {
    return this.written("Your words");
  }

  /** Takes what the page hands over from now on: the browser lets nobody read what was copied. */
  takeCopies() {
    return this.page.evaluate(() => {
      navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
    });
  }

  async copied() {
    await this.takeCopies();
    await this.press("Copy the words");
    await this.sees("Copied. Other apps on this device can read what was copied.");
    return this.page.evaluate(() => globalThis.copied);
  }
}
