import { Screen } from "./screen.js";

/** What a device says that was taken out of the vault. */
export class Removed extends Screen {
  async shown() {
    await this.heading("This device is no longer part of your vault");
    await this.sees("Your relay says that this device was removed on another of your devices.");
  }

  readOn() {
    return this.press("Keep reading what is here");
  }
}
