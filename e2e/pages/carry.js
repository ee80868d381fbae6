import { Screen } from "./screen.js";

/** Exchanging without a relay. */
export class Carry extends Screen {
  /** From the page of a relationship. */
  async open() {
    await this.follow("Exchange without a relay");
    await this.#arrived();
  }

  /** From the page of one's own devices. */
  async openOwn() {
    await this.follow("Between my devices");
    await this.#arrived();
  }

  #arrived() {
    return this.until("the page", () => location.hash.endsWith("/carry") && document.activeElement?.tagName === "H1");
  }

  everything() {
    return this.tick("Everything, not only what is new");
  }

  async save() {
    await this.press("Save a file");
    await this.sees(".parcel was handed to your browser.");
  }

  async bringIn(file) {
    const input = await this.page.$("input[type=file]");
    await input.uploadFile(file);
  }
}
