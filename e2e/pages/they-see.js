import { Screen } from "./screen.js";

/** Exactly what the other sees. */
export class TheySee extends Screen {
  async open(name) {
    await this.follow(`See what ${name} sees`);
    await this.heading(`What ${name} sees`);
  }

  /** What is shared, thing by thing, each as its lines, as soon as there are so many things. */
  async things(count) {
    await this.until(
      `${count} things to be seen`,
      (count) => document.querySelectorAll("main ul.cards > li").length === count,
      count,
    );
    return this.page.$$eval("main ul.cards > li", (items) =>
      items.map((item) => item.innerText.split("\n").map((line) => line.trim()).filter(Boolean)),
    );
  }
}
