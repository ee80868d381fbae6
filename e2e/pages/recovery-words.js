import { Screen } from "./screen.js";

/** The recovery words: read, written down, three of them checked. */
export class RecoveryWords extends Screen {
  async read() {
    await this.button("I have written them down");
    return this.page.$$eval("ol.words li [translate=no]", (words) => words.map((word) => word.textContent));
  }

  writtenDown() {
    return this.press("I have written them down");
  }

  async answer(words, positions = [4, 13, 22]) {
    for (const position of positions) await this.write(`Word number ${position}`, words[position - 1]);
    await this.press("Check");
  }

  answerOne(position, word) {
    return this.write(`Word number ${position}`, word);
  }

  check() {
    return this.press("Check");
  }

  async renew(passphrase) {
    await this.write("Present passphrase", passphrase);
    await this.press("Make new words");
  }

  later() {
    return this.press("Later");
  }
}
