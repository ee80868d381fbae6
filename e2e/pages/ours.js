import { Screen } from "./screen.js";

/** One relationship, and the ways into each of its tools. */
export class Ours extends Screen {
  async startAdding() {
    await this.follow("Add somebody");
    await this.heading("Somebody close");
  }

  async add({ name, kind }) {
    await this.write("What you call them", name);
    await this.choose(kind);
    await this.press("Add");
  }

  async shown(name) {
    await this.heading(`Ours · ${name}`);
  }

  likes() {
    return this.followRow("Likes and dislikes");
  }

  support() {
    return this.followRow("Support");
  }

  change() {
    return this.follow("Change name or kind");
  }
}
