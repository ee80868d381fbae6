import { Screen } from "./screen.js";

/** The words that stand for which devices are one's own, and two histories of them. */
export class Histories extends Screen {
  /** The words of the list with this name. */
  async words(label) {
    await this.until(`words under “${label}”`, (label) => document.querySelector(`ol.history[aria-label="${label}"]`) !== null, label);
    return this.page.$eval(`ol.history[aria-label="${label}"]`, (list) => [...list.querySelectorAll("[translate]")].map((word) => word.textContent));
  }

  /** What the history under this heading says, and its words. */
  async under(heading) {
    await this.sees(heading);
    return this.page.$$eval(".columns > *", (columns, heading) => {
      const column = columns.find((column) => column.querySelector("h3")?.textContent === heading);
      const texts = (selector) => [...column.querySelectorAll(selector)].map((element) => element.textContent);
      return { says: texts("ul > li"), words: texts("ol [translate]") };
    }, heading);
  }

  async goOver(passphrase, { keep = false } = {}) {
    await this.press("Go over to the other one");
    const question = this.dialog();
    await question.heading("Go over to the other one?");
    if (keep) await question.tick("Also keep what other devices wrote in the one I leave");
    await question.write("Present passphrase", passphrase);
    await question.press("Go over to the other one");
  }

  async stay(passphrase) {
    await this.press("Stay with this one");
    const question = this.dialog();
    await question.heading("Stay with what this device follows?");
    await question.write("Present passphrase", passphrase);
    await question.press("Yes, this is right");
  }
}
