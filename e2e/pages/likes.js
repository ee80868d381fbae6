import { Screen } from "./screen.js";

/** Likes and dislikes between two people. */
export class Likes extends Screen {
  /** Opens the question before sharing, with what will be seen. */
  async preview(text, name) {
    await this.press(`Share “${text}”`);
    await this.dialog().heading(`Share with ${name}?`);
    const preview = new Screen(this.page, "dialog[open] .preview");
    return (await preview.text()).split("\n").map((line) => line.trim()).filter(Boolean);
  }

  async confirm(name) {
    await this.dialog().press(`Share with ${name}`);
    await this.sees(`Shared with ${name}.`);
  }

  async share(text, name) {
    await this.preview(text, name);
    await this.confirm(name);
  }

  keepItMine() {
    return this.dialog().press("Keep it mine");
  }

  async withdraw(text) {
    await this.press(`Withdraw “${text}”`);
    await this.dialog().heading("Withdraw this?");
    await this.dialog().sees(text);
    await this.dialog().press("Withdraw");
    await this.sees("Withdrawn.");
  }

  theirs(name) {
    return this.linesBelow(`What ${name} shared`);
  }
}
