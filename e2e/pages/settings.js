import { Screen } from "./screen.js";

/** Settings. */
export class Settings extends Screen {
  async changeName(name) {
    await this.write("Your name", name);
    await this.press("Save");
    await this.sees("Your name is saved.");
  }

  lock() {
    return this.press("Lock now");
  }

  async look(theme) {
    await this.choose(theme);
  }

  async useRelay(address, passphrase) {
    await this.unfold("Use another relay");
    await this.write("Address of the relay", address);
    await this.write("Present passphrase", passphrase);
    await this.press("Use this relay");
  }

  connected() {
    return this.sees("Connected. Everything is exchanged.");
  }

  async clean() {
    await this.press("Leave this device clean");
    await this.dialog().heading("Leave this device clean");
    await this.dialog().press("Remove everything here");
  }
}
