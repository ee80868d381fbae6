import { Screen } from "./screen.js";

/** The neutral page that takes the app's place. */
export class Away extends Screen {
  /**
   * Waits until the page is there with all that belongs to it: one that is left while its style sheet is still coming
   * makes Firefox say that the service worker failed.
   */
  async shown() {
    await this.until("the neutral page", () => location.pathname === "/away.html" && document.readyState === "complete");
    await this.sees("Miles and kilometres mi km 1 1.6");
  }
}
