import { Screen } from "./screen.js";

/** The three short screens, then a name and a passphrase. */
export class FirstRun extends Screen {
  what() {
    return this.heading("Close, and still yourself.");
  }

  begin() {
    return this.press("Begin");
  }

  voices() {
    return this.heading("Two voices");
  }

  relay() {
    return this.heading("Who carries your messages");
  }

  next() {
    return this.press("Next");
  }

  back() {
    return this.press("Back");
  }

  haveWords() {
    return this.press("I have recovery words");
  }

  async useOtherRelay(address) {
    await this.unfold("Use another relay");
    await this.write("Address of the relay", address);
  }

  make() {
    return this.heading("A place of your own");
  }

  /** From the first screen to the one that makes the vault. */
  async toMake() {
    await this.begin();
    await this.next();
    await this.relay();
    await this.next();
    await this.make();
  }

  async fill({ name, passphrase, again = passphrase }) {
    await this.write("Your name", name);
    await this.write("Passphrase", passphrase);
    await this.write("The same passphrase again", again);
  }

  makeIt() {
    return this.press("Make it");
  }
}
