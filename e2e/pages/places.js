import { Screen } from "./screen.js";

/** The way to each of the places. On a phone, Help now and Settings stand below the four places. */
export class Places extends Screen {
  today() {
    return this.follow("Today");
  }

  async mine() {
    await this.follow("Mine");
    await this.heading("Mine");
  }

  ours() {
    return this.follow("Ours");
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
