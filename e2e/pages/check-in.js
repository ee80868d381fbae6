import { Screen } from "./screen.js";

/** The daily check-in. */
export class CheckIn extends Screen {
  async open() {
    await this.followRow("Check-in");
    await this.heading("Check-in");
  }

  /** Chooses a point of the scale under a question. */
  async point(question, point) {
    await this.until(`a scale for “${question}”`, hasScale, question);
    await this.page.evaluate(choosePoint, question, point);
  }

  /** The point that is chosen under a question; none if none is. */
  chosen(question) {
    return this.page.evaluate(chosenPoint, question);
  }

  async keep() {
    await this.press("Keep it");
    await this.sees("Kept. Only you see it.");
  }

  day(name) {
    return this.choose(name);
  }

  async remove(day) {
    await this.press(`Remove the check-in: ${day}`);
    await this.dialog().heading("Remove this check-in?");
    await this.dialog().press("Remove");
    await this.sees("Removed.");
  }
}

function hasScale(question) {
  return [...document.querySelectorAll("fieldset.scale")].some((scale) => scale.innerText.includes(question));
}

function choosePoint(question, point) {
  const scale = [...document.querySelectorAll("fieldset.scale")].find((scale) => scale.innerText.includes(question));
  scale.querySelectorAll("input")[point - 1].click();
}

function chosenPoint(question) {
  const scale = [...document.querySelectorAll("fieldset.scale")].find((scale) => scale.innerText.includes(question));
  const index = [...scale.querySelectorAll("input")].findIndex((input) => input.checked);
  return index < 0 ? null : index + 1;
}
