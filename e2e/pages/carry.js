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

  async showCodes() {
    await this.press("Show as codes");
    await this.sees("Hold its camera so that the whole square is in the picture.");
  }

  /** The dark modules of every code in turn, each as `x y`, and how many modules a side has. */
  async codes() {
    await this.press("Hold still");
    const drawn = () => this.page.$eval(".turning svg", (svg) => ({
      label: svg.getAttribute("aria-label"),
      side: svg.viewBox.baseVal.width,
      path: svg.querySelector("path").getAttribute("d"),
    }));
    const codes = new Map();
    for (let code = await drawn(); !codes.has(code.label); code = await drawn()) {
      codes.set(code.label, code);
      await this.press("Next code");
      const seen = code.label;
      await this.until("the next code", (seen) => document.querySelector(".turning svg").getAttribute("aria-label") !== seen, seen);
    }
    return [...codes.values()].map(({ side, path }) => ({
      side,
      dark: [...path.matchAll(/M(\d+) (\d+)/gu)].map(([, x, y]) => [Number(x), Number(y)]),
    }));
  }

  async readCodes() {
    await this.press("Read codes");
    await this.sees("Point the camera at the codes on the other screen.");
  }

  async bringIn(file) {
    const input = await this.page.$("input[type=file]");
    await input.uploadFile(file);
  }
}
