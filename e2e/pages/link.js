import { Screen } from "./screen.js";

/** Making a link: the invite, then the safety words. */
export class Link extends Screen {
  start(name) {
    return this.follow(`Link with ${name}`);
  }

  async makeInvite() {
    await this.tick("We are both 18 or older");
    await this.press("Make an invite");
    return this.invite();
  }

  /** The link as it stands to be copied. */
  invite() {
    return this.written("Invite link");
  }

  async safetyWords() {
    await this.labelled("Safety words");
    return this.page.$$eval("ol.safety li", (words) => words.map((word) => word.textContent));
  }

  same() {
    return this.press("They are the same");
  }

  differ() {
    return this.press("They differ");
  }

  takeBack() {
    return this.press("Take the invite back");
  }

  async linked(name) {
    await this.sees(`You and ${name} have been linked since`);
  }

  go(name) {
    return this.follow(`Go to ${name}`);
  }
}
