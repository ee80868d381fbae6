import { Screen } from "./screen.js";

/** The notices of what came too late of a device. */
export class Late extends Screen {
  keep(device) {
    return this.#settle(device, "Keep", "Kept.");
  }

  discard(device) {
    return this.#settle(device, "Discard", "Discarded.");
  }

  async #settle(device, label, said) {
    const button = await this.until(`${label} of ${device}`, (device) => {
      const groups = [...document.querySelectorAll("[role=group]")];
      const of = groups.find((group) => document.getElementById(group.getAttribute("aria-labelledby"))?.textContent.includes(device));
      of?.setAttribute("data-asked", "");
      return of !== undefined;
    }, `“${device}”`);
    if (button) await new Screen(this.page, "[data-asked]").press(label);
    await this.sees(said);
  }
}
