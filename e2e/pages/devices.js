import { Screen } from "./screen.js";

/** The person's own devices. */
export class Devices extends Screen {
  async go() {
    await this.follow("See your devices");
    await this.heading("Your devices");
  }

  /** What the devices are called, in their order. */
  names() {
    return this.page.$$eval("ul.cards h2", (names) => names.map((name) => name.textContent));
  }

  async count(count) {
    await this.until(`${count} devices`, (count) => document.querySelectorAll("ul.cards h2").length === count, count);
  }

  async rename(name, to) {
    await this.unfold(`Change the name of “${name}”`);
    await this.write("What you call it", to);
    await this.press("Save");
    await this.sees("Saved. Your other devices see the name too.");
  }

  async remove(name, passphrase) {
    await this.press(`Remove “${name}”`);
    const question = this.dialog();
    await question.heading(`Remove “${name}”?`);
    await question.write("Present passphrase", passphrase);
    await question.press("Remove this device");
    await this.sees("Removed. As soon as your relay has heard of it");
  }

  /** The new device is one's own, said with the passphrase. */
  async mine(passphrase) {
    await this.press("Yes, it is mine");
    const question = this.dialog();
    await question.heading("Is it yours?");
    await question.write("Present passphrase", passphrase);
    await question.press("Yes, it is mine");
  }

  async toWords() {
    await this.follow("See how they stand");
    await this.heading("Recovery words");
  }
}
