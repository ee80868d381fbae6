import { Screen } from "./screen.js";

/** What Firefox says where the neutral page comes while its service worker goes, as when a device is left clean. */
export const AWAY_WITHOUT_WORKER = /\/away\.html.*A ServiceWorker intercepted the request and encountered an unexpected error\.$/u;

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
