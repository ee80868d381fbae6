import { Screen } from "./screen.js";

/** The journal, and what the other shared from theirs. */
export class Journal extends Screen {
  async open() {
    await this.followRow("Journal");
    await this.heading("Journal");
  }

  async start() {
    await this.follow("Write");
    await this.heading("A new entry");
  }

  /** The question that is asked; empty for none. */
  prompt() {
    return this.page.$eval(".prompt", (prompt) => prompt.querySelector("h2")?.textContent ?? "");
  }

  another() {
    return this.press("Another one");
  }

  none() {
    return this.press("None today");
  }

  async keep(text) {
    await this.write("Your own words", text);
    await this.press("Save");
    await this.sees("Kept on your own devices.");
  }

  async share(name) {
    await this.press(`Share with ${name}`);
    await this.dialog().heading(`Share with ${name}?`);
    const preview = await new Screen(this.page, "dialog[open] .preview").text();
    await this.dialog().press(`Share with ${name}`);
    await this.sees(`Shared with ${name}.`);
    return preview.split("\n").map((line) => line.trim()).filter(Boolean);
  }

  async remove() {
    await this.press("Remove this entry");
    await this.dialog().heading("Remove this entry?");
    await this.dialog().press("Remove");
    await this.sees("Removed.");
  }
}
