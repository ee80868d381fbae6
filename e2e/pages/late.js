import { Screen } from "./screen.js";

/** What came too late of the person's devices. */
export class Late extends Screen {
  /** From the notice to the page. */
  look() {
    return this.follow("Look at it");
  }

  /** What stands on the page, device by device: what each thing would do, and its words. */
  lists() {
    return this.page.$$eval("main h2", (headings) => headings.filter((heading) => heading.textContent.startsWith("From")).map((heading) => {
      const things = [...heading.parentElement.querySelectorAll("li .card")];
      return { from: heading.textContent, things: things.map((thing) => [thing.querySelector("p").textContent, thing.querySelector(".thing").textContent]) };
    }));
  }

  /** Ticks one of the things. */
  keep(title) {
    return this.tick(`Keep it: ${title}`);
  }

  /** What is ticked, each followed by whether it has the focus. */
  ticked() {
    return this.page.$$eval("main input[type=checkbox]:checked", (boxes) => boxes.flatMap((box) => {
      const name = box.getAttribute("aria-label") ?? box.closest("label").textContent;
      return [name, box === document.activeElement ? "has the focus" : "has no focus"];
    }));
  }

  /** The part of the page that is about a device. */
  async of(device) {
    await this.until(`“${device}” on the page`, (device) => {
      const heading = [...document.querySelectorAll("main h2")].find((heading) => heading.textContent.includes(device));
      heading?.parentElement.setAttribute("data-asked", device);
      return heading !== undefined;
    }, device);
    return new Screen(this.page, `[data-asked="${device}"]`);
  }

  async discards(words) {
    await this.dialog().press("Discard");
    await this.sees(words);
  }
}
