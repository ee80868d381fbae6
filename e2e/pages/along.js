import { Screen } from "./screen.js";

/** Taking everything along, and bringing a file in. */
export class Along extends Screen {
  /** From Settings. */
  async open() {
    await this.follow("Take everything along");
    await this.until("the page", () => location.hash === "#/export" && document.activeElement?.tagName === "H1");
  }

  withOthers() {
    return this.tick("Also what others shared with me");
  }

  async backup(passphrase) {
    await this.write("A passphrase for the backup", passphrase);
    await this.write("The same passphrase again", passphrase);
    await this.press("Make a backup");
    await this.sees(".backup was handed to your browser.");
  }

  async toRead() {
    await this.press("Make a page");
    await this.sees(".html was handed to your browser.");
  }

  async json() {
    await this.press("Make a JSON file");
    await this.sees(".json was handed to your browser.");
  }

  async choose(file) {
    const input = await this.page.$("input[type=file]");
    await input.uploadFile(file);
  }

  async secret(words) {
    await this.write("Passphrase of the backup", words);
    await this.press("Look at it");
  }

  async adds() {
    await this.sees("It would add:");
    return this.page.$$eval("main .points li", (lines) => lines.map((line) => line.textContent));
  }

  addsNothing() {
    return this.sees("It would add nothing");
  }

  async add() {
    await this.press("Add this");
    await this.sees("What the file adds is here now. It is private.");
  }
}
