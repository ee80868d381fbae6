import { Screen } from "./screen.js";

/** What a tab shows while another one leads. */
export class Elsewhere extends Screen {
  shown() {
    return this.heading("Open in another tab");
  }

  useHere() {
    return this.press("Use it here");
  }
}
