import { Screen } from "./screen.js";

/** How this device is locked. */
export class LockSettings extends Screen {
  async open() {
    await this.follow("Passphrase and lock");
    await this.heading("Lock");
  }

  async lockBy(when) {
    await this.choose(when);
    await this.sees("Saved.");
  }

  async changePassphrase({ present, next, again = next }) {
    await this.write("Present passphrase", present);
    await this.write("New passphrase", next);
    await this.write("The new passphrase again", again);
    await this.press("Change it");
  }

  async addPasskey(present) {
    // The page has two fields of this name: the last one stands before the button.
    const passkey = new Screen(this.page, "section:has(> h2):last-of-type form");
    await passkey.write("Present passphrase", present);
    await this.press("Add a passkey");
  }

  /** Most authenticators say what they derive only when they are asked again. */
  async usePasskeyOnce() {
    await this.sees("The passkey is made.");
    await this.press("Use it once");
  }

  async removePasskey(present) {
    await this.press("Remove the passkey");
    const question = this.dialog();
    await question.heading("Remove the passkey?");
    await question.write("Present passphrase", present);
    await question.press("Remove the passkey");
    await this.sees("Removed. Only the passphrase opens this device.");
  }
}
