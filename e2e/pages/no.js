import { Screen } from "./screen.js";

/** Saying no. */
export class No extends Screen {
  async open() {
    await this.followRow("Saying no");
    await this.heading("Saying no");
  }

  async pause(length) {
    await this.choose(length);
    await this.press("Begin the pause");
    await this.sees("The pause has begun.");
  }

  async rehearse() {
    await this.followRow("Rehearse one");
    await this.heading("Rehearse one");
  }

  async note({ said, meaning, words }) {
    await this.choose(said);
    await this.choose(meaning);
    if (words) await this.write("In your own words, if you like", words);
    await this.press("Keep it");
    await this.sees("Kept. It is yours alone.");
  }

  /** How a pause is shown that runs. */
  ends() {
    return this.page.$$eval("main h2", (all) => all.map((one) => one.textContent).filter((text) => text.startsWith("Until")));
  }
}
