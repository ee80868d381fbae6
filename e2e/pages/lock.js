import { Screen } from "./screen.js";

/** The lock screen. */
export class Lock extends Screen {
  shown() {
    return this.heading("Unlock");
  }

  async unlock(passphrase) {
    await this.write("Passphrase", passphrase);
    await this.press("Unlock");
  }
}
