import { Screen } from "./screen.js";

/** Ending a link. */
export class Unlink extends Screen {
  start() {
    return this.follow("Unlink");
  }

  withdrawEverything() {
    return this.tick("Also withdraw everything I shared");
  }

  async confirm(name) {
    await this.press("Unlink");
    await this.dialog().heading(`Unlink from ${name} now?`);
    await this.dialog().press("Unlink now");
    await this.sees("You are not linked any more. What is yours is still here.");
  }
}
