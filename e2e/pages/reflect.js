import { Screen } from "./screen.js";

/** Contrasts and signs: one statement at a time. */
export class Reflect extends Screen {
  async open(name, whom) {
    await this.followRow(name);
    await this.heading(name);
    await this.followRow(whom);
    await this.heading(whom);
  }

  statement() {
    return this.page.$eval("main h2", (heading) => heading.textContent);
  }

  /** Chooses an answer, and waits for the next statement. */
  async answer(label) {
    const before = await this.statement();
    await this.press(label);
    await this.until("the next statement to have the focus", isNext, before);
  }

  /** Answers everything that is left by a rule from statement to answer; returns the statements in the order in which they came. */
  async answerAll(rule) {
    const asked = [];
    for (;;) {
      const statement = await this.statement();
      if (statement === "That was all") return asked;
      asked.push(statement);
      await this.answer(rule(statement, asked.length - 1));
    }
  }

  async keep() {
    await this.press("Keep the answers");
    await this.sees("Kept. It is yours alone.");
  }

  /** What the band of each contrast says, by its name. */
  bands() {
    return this.page.evaluate(() => {
      const found = {};
      for (const heading of document.querySelectorAll("main .card h3")) {
        const said = heading.parentElement.querySelector(":scope > p.small");
        if (said) found[heading.textContent] = said.textContent;
      }
      return found;
    });
  }
}

function isNext(before) {
  const heading = document.querySelector("main h2");
  return heading && heading.textContent !== before && document.activeElement === heading;
}
