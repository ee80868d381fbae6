import { Screen } from "./screen.js";

/** One card: writing it, sharing it, withdrawing it, removing it. */
export class Card extends Screen {
  async start() {
    await this.follow("Write a card");
    await this.heading("A new card");
  }

  async fill({ taste = "I like", text, note = "" }) {
    await this.choose(taste);
    await this.write("What?", text);
    await this.write("More, if you want", note);
  }

  save() {
    return this.press("Save");
  }

  async saved() {
    await this.sees("Saved. Who sees what has not changed.");
  }

  async open(text) {
    await this.follow(`Open “${text}”`);
    await this.heading("A card of yours");
  }

  async remove() {
    await this.press("Remove this card");
    await this.dialog().heading("Remove this card?");
    await this.dialog().press("Remove");
  }
}
