import { Screen } from "./screen.js";

/** The recovery words: read, written down, three of them checked. */
export class RecoveryWords extends Screen {
  /** The way from Today to the words, and until they are checked. Returns them. */
  async fromToday(passphrase) {
    await this.follow("See the recovery words");
    await this.show(passphrase);
    const words = await this.read();
    await this.writtenDown();
    await this.answer(words);
    await this.sees("Your recovery words are right.");
    return words;
  }

  async read() {
    await this.button("I have written them down");
    return this.page.$$eval("ol.words li [translate=no]", (words) => words.map((word) => word.textContent));
  }

  /** Behind the passphrase, so that nobody reads them who finds the device open. */
  async show(passphrase) {
    await this.write("Present passphrase", passphrase);
    await this.press("Show the words");
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

  notToday() {
    return this.press("Not today");
  }
}
