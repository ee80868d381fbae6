import { Screen } from "./screen.js";

/** Another device of one's own by a link: on the device that has the vault, and on the one that is to have it. */
export class Pair extends Screen {
  // With the vault.

  async go() {
    await this.follow("Add a device");
    await this.heading("Add a device");
  }

  async makeLink() {
    await this.press("Make a link for my other device");
    return this.link();
  }

  /** The link as it stands to be copied. */
  link() {
    return this.written("Link for your other device");
  }

  async takeBack() {
    await this.press("Take the link back");
    await this.sees("Given up. Nothing was added.");
  }

  async same(passphrase) {
    await this.write("Passphrase", passphrase);
    await this.press("They are the same: add it");
  }

  async done(name) {
    await this.sees(`“${name}” is let in.`);
    await this.press("See your devices");
    await this.heading("Your devices");
  }

  async startAgain() {
    await this.press("Start again");
  }

  // Without it.

  async otherDevice() {
    await this.follow("I use it on another device");
    await this.form();
  }

  form() {
    return this.heading("Your vault on this device");
  }

  async fill({ link, name, passphrase, again = passphrase }) {
    if (link !== undefined) await this.write("Link from your other device", link);
    if (name !== undefined) await this.write("What you call this device", name);
    await this.write("A passphrase for this device", passphrase);
    await this.write("The same passphrase again", again);
    await this.press("Go on");
  }

  looking() {
    return this.heading("Looking for your other device");
  }

  async sameHere() {
    await this.press("They are the same");
    await this.heading("Now on your other device");
  }

  // On both.

  async words() {
    await this.labelled("Safety words");
    return this.page.$$eval("ol.safety li", (words) => words.map((word) => word.textContent));
  }

  differ() {
    return this.press("They differ");
  }
}
