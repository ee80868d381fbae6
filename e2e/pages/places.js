import { Screen } from "./screen.js";

/** The way to each of the places. On a phone, Help now and Settings stand below the four places. */
export class Places extends Screen {
  /** The heading is a greeting. */
  async today() {
    await this.follow("Today");
    await this.until("Today", () => location.hash === "#/today" && document.title.endsWith("Today"));
  }

  async mine() {
    await this.follow("Mine");
    await this.heading("Mine");
  }

  /** The heading names the person, where there is one. */
  async ours() {
    await this.follow("Ours");
    await this.until("Ours", () => document.querySelector("h1")?.textContent.startsWith("Ours"));
  }

  async picture() {
    await this.follow("Picture");
    await this.heading("Picture");
  }

  async help() {
    await this.today();
    await this.follow("Help now");
    await this.heading("Help now");
  }

  async settings() {
    await this.today();
    await this.follow("Settings");
    await this.heading("Settings");
  }
}
