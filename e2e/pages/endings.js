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

  /** What is copied, where the browser lets nobody read it: the words that the page hands over. */
  async copied() {
    await this.page.evaluate(() => {
      const { clipboard } = navigator;
      clipboard.writeText = async (text) => { globalThis.copied = text; };
    });
    await this.press("Copy the words");
    await this.sees("Copied. Other apps on this device can read what was copied.");
    return this.page.evaluate(() => globalThis.copied);
  }
}
