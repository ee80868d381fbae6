import { Screen } from "./screen.js";

/** Erasing what the relay keeps. */
export class Erase extends Screen {
  async open() {
    await this.follow("Erase my vault on the relay");
    await this.heading("Erase my vault on the relay");
  }

  async erase(passphrase) {
    await this.press("Erase it on the relay");
    await this.confirm(passphrase);
  }

  /** Answers the question that stands open. */
  async confirm(passphrase) {
    const question = this.dialog();
    await question.heading("Erase your vault on the relay?");
    await question.write("Present passphrase", passphrase);
    await question.press("Erase it");
  }
}
