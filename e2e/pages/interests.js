import { Screen } from "./screen.js";

/** Interests, the hours that are kept for them, and the calendar file. */
export class Interests extends Screen {
  /** From Mine. */
  async open() {
    await this.followRow("Time for my interests");
    await this.heading("Time for my interests");
  }

  async keep({ name, note }) {
    await this.write("What do you like?", name);
    if (note) await this.write("In your own words, if you like", note);
    await this.press("Keep it");
    await this.sees(`${name} is on your list.`);
  }

  async protect(name) {
    await this.press(`Protect a time for ${name}`);
    await this.heading("A protected time");
  }

  async keepTime({ what, repeats, on, from, until }) {
    if (what) await this.write("What is it for?", what);
    if (repeats) await this.choose(repeats);
    if (on) await this.set("Which day?", on);
    if (from) await this.set("From", from);
    if (until) await this.set("Until", until);
    await this.press("Keep this time");
    await this.sees("Nobody has to agree to it.");
  }

  /** What a browser's own way to choose a day or a time leaves in the field. */
  async set(label, value) {
    await this.written(label);
    await this.page.evaluate((value) => {
      document.activeElement.value = value;
      document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
    }, value);
  }

  /** The fields and choices that are marked as wrong, by their labels. */
  marked() {
    return this.page.$$eval('main [aria-invalid="true"]', (all) =>
      all.map((one) => one.labels?.[0]?.textContent ?? one.querySelector("legend").textContent));
  }

  /** The hours that are listed, each as its two lines. */
  hours() {
    return this.page.$$eval("main .columns a.go", (all) =>
      all.map((one) => `${one.querySelector("b").textContent}: ${one.querySelector("small").textContent}`.replace(/\s+/gu, " ")));
  }

  /** A time of day as the app says it in this browser. */
  time(clock) {
    return this.#said(`1970-01-01T${clock}Z`, { hour: "numeric", minute: "2-digit" });
  }

  /** A day as the app says it in this browser. */
  day(date) {
    return this.#said(date, { day: "numeric", month: "long", year: "numeric" });
  }

  async hoursOf(from, until) {
    return `${await this.time(from)} to ${await this.time(until)}`;
  }

  async #said(moment, options) {
    const said = await this.page.evaluate((moment, options) => {
      const english = navigator.languages.find((tag) => tag.startsWith("en-")) ?? "en-GB";
      return new Intl.DateTimeFormat(english, { timeZone: "UTC", ...options }).format(new Date(moment));
    }, moment, options);
    return said.replace(/\s+/gu, " ");
  }

  async saveFile() {
    await this.press("Save a calendar file");
    await this.sees(".ics was handed to your browser.");
  }
}
