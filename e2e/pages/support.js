import { Screen } from "./screen.js";

/** Asking for support, and answering. */
export class Support extends Screen {
  async startAsking(name) {
    await this.follow("Ask for support");
    await this.heading(`Ask ${name}`);
  }

  async save({ need, text }) {
    await this.choose(need);
    await this.write("In your own words", text);
    await this.press("Save");
    await this.sees("Saved. Only you see it until you share it.");
  }

  async share(name) {
    await this.press(`Share with ${name}`);
    await this.dialog().heading(`Share with ${name}?`);
    await this.dialog().press(`Share with ${name}`);
    await this.sees(`Shared with ${name}.`);
  }

  async withdraw(name) {
    await this.press(`Withdraw from ${name}`);
    await this.dialog().press("Withdraw");
    await this.sees("Withdrawn.");
  }

  async answer(answer, words = "") {
    await this.choose(answer);
    await this.write("Your own words, if you want", words);
    await this.press(`Send “${answer}”`);
  }
}
