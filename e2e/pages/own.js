import { Screen } from "./screen.js";

/** Goals, values, the path, people to turn to. */
export class Own extends Screen {
  async open(row) {
    await this.followRow(row);
    await this.heading(row);
  }

  /** A new goal, from the list of goals. */
  async goal(fields) {
    await this.follow("Write a goal");
    await this.heading("Write a goal");
    for (const [label, text] of Object.entries(fields)) await this.write(label, text);
    await this.press("Keep it");
    await this.heading("A goal of yours");
  }

  /** A value, and perhaps how it looks. Its confirmation has the heading's focus behind it. */
  async value(name, looks) {
    await this.write("In a word or two", name);
    if (looks) await this.write("How it looks this week", looks);
    await this.press("Add it");
    await this.sees(`${name} has a place now.`);
    await this.until("the heading to have the focus", () => document.activeElement?.tagName === "H1");
  }

  /** The values, in their order. */
  values() {
    return this.page.$$eval("main [data-value] h3", (all) => all.map((one) => one.textContent));
  }

  /** The steps of a goal, and whether each is done. */
  steps() {
    return this.page.$$eval("main .ticks li", (all) => all.map((one) => [one.textContent, one.querySelector("input").checked]));
  }
}
