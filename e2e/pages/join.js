import { Screen } from "./screen.js";

/** Using an invite. */
export class Join extends Screen {
  async start() {
    await this.follow("I have an invite");
    await this.heading("Use an invite");
  }

  async look(invite) {
    await this.write("Invite link", invite);
    await this.press("Look at it");
  }

  another() {
    return this.press("Use another invite");
  }

  /** Joins for somebody new, while nobody else is in the list. */
  async joinAs({ name, kind }) {
    await this.write("What you call them", name);
    await this.choose(kind);
    await this.tick("We are both 18 or older");
    await this.press("Join");
  }

  async joinFor(name) {
    await this.choose(name);
    await this.tick("We are both 18 or older");
    await this.press("Join");
  }
}
