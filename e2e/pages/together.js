import { Screen } from "./screen.js";

/** What two people do together: each tool by its name in the list of the relationship. */
export class Together extends Screen {
  /** Goes to a tool from the relationship's own page. */
  async open(app, tool) {
    await app.places.ours();
    await this.until("the list of tools", () => document.querySelector(`main .in-list a[href$="/likes"]`) !== null);
    await this.followRow(tool);
    await this.heading(tool);
  }

  /** Writes the form of a new thing and sees what the other will see of it. */
  async propose(begin, name, fields, choices = []) {
    await this.follow(begin);
    await this.heading(begin);
    for (const choice of choices) await this.choose(choice);
    for (const [label, text] of Object.entries(fields)) await this.write(label, text);
    await this.press(`See what ${name} will see`);
    await this.dialog().heading(`Share with ${name}?`);
    await this.dialog().press(`Share with ${name}`);
    await this.sees(`Shared with ${name}.`);
  }

  /** Says something that stands in a form on the page, after its preview. */
  async say(name, fields, choices = []) {
    for (const choice of choices) await this.choose(choice);
    for (const [label, text] of Object.entries(fields)) await this.write(label, text);
    await this.press(`See what ${name} will see`);
    await this.send(name);
  }

  async send(name) {
    await this.dialog().heading(`Send this to ${name}?`);
    await this.dialog().press("Send it");
    await this.sees("Sent.");
  }

  async answer(answer) {
    await this.choose(answer);
    await this.press(`Send “${answer}”`);
    await this.sees("Sent.");
  }

  /** A day, put into a field that keyboards write differently in each language. */
  async date(label, day) {
    await this.write(label, "");
    await this.page.evaluate((day) => {
      const field = document.activeElement;
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, day);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, day);
  }

  /** One of the possible times: a day and an hour. */
  time(row, day, from) {
    return this.page.evaluate((row, values) => {
      const fields = document.querySelectorAll("main .times .hours")[row - 1].querySelectorAll("input");
      values.forEach((value, place) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(fields[place], value);
        fields[place].dispatchEvent(new Event("input", { bubbles: true }));
      });
    }, row, [day, from]);
  }

  /** Whether a button, a link or something to open of this name is there. */
  has(name) {
    return this.page.evaluate((name) => [...document.querySelectorAll("main :is(button, a, summary)")].some((one) => one.textContent === name), name);
  }
}
