import { Screen } from "./screen.js";

/** The first screen, name and passphrase, and the first thing of one's own. */
export class FirstRun extends Screen {
  /** The app's own: its words stand in the page before. */
  async what() {
    await this.words();
    await this.own();
  }

  /** Waits until the app has taken the place of the words that stand there before it, in whatever language, and knows what to show. */
  own() {
    return this.until("the app", () => document.getElementById("before") === null && document.querySelector("h1") !== null);
  }

  /** Its words, whether or not the app is there. */
  words() {
    return this.heading("Close, and still yourself.");
  }

  begin() {
    return this.press("Begin");
  }

  back() {
    return this.follow("Back");
  }

  haveWords() {
    return this.follow("I have recovery words");
  }

  haveDevice() {
    return this.follow("I use it on another device");
  }

  async useOtherRelay(address) {
    await this.unfold("Another relay");
    await this.changeRelay(address);
  }

  /** The same where the field is in sight already. */
  async changeRelay(address) {
    await this.write("Address of the relay", address);
    await this.press("Use this relay");
  }

  /** That it does not is said where it is chosen. */
  relayIsSilent() {
    return this.sees("It does not answer now. You can begin all the same");
  }

  relayAnswers() {
    return this.sees("It answers.");
  }

  make() {
    return this.heading("A place of your own");
  }

  /** From the first screen to the one that makes the vault. */
  async toMake() {
    await this.begin();
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

  first() {
    return this.heading("One thing that is yours");
  }

  async keep(text) {
    await this.write("I like", text);
    await this.press("Keep it");
    await this.sees("Kept, and only you see it.");
  }

  later() {
    return this.press("Later");
  }
}
