import { Screen } from "./screen.js";

/** Bringing a vault back from its recovery words. */
export class Recover extends Screen {
  async bringBack({ words, passphrase, relay }) {
    await this.write("Your 24 recovery words", words.join(" "));
    if (relay !== undefined) await this.write("Address of the relay", relay);
    await this.write("A passphrase for this device", passphrase);
    await this.write("The same passphrase again", passphrase);
    await this.press("Bring it back");
  }
}
