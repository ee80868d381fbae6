import { Screen } from "./screen.js";

const CHOICE = "select[name=language]";

/** The choice of a language, on the first screen and in Settings. */
export class Language extends Screen {
  /** Chooses, and waits until the page is drawn in it and the focus is where it was. */
  async choose(tag) {
    await this.pick(tag);
    await this.spoken(tag);
    await this.until("the focus to be on the choice", (choice) => document.activeElement?.matches(choice), CHOICE);
  }

  /** Chooses, whatever becomes of it. */
  async pick(tag) {
    await this.shown();
    await this.page.select(CHOICE, tag);
  }

  shown() {
    return this.until("a choice of languages", (choice) => document.querySelector(choice) !== null, CHOICE);
  }

  spoken(tag) {
    return this.until(`the language ${tag}`, (tag) => document.documentElement.lang === tag, tag);
  }

  /** Waits until these are the tags to choose from; none where there is no choice. */
  offers(tags) {
    return this.until(`the languages ${tags} to choose from`, (choice, tags) => {
      const offered = [...document.querySelectorAll(`${choice} option`)].map((option) => option.value);
      return JSON.stringify(offered) === JSON.stringify(tags);
    }, CHOICE, tags);
  }

  chosen() {
    return this.page.$eval(CHOICE, (select) => select.value);
  }

  /** The packs in the copies for offline, once these are there and no other. */
  kept(tags) {
    const files = tags.map((tag) => `${tag}.json`).sort();
    return this.until(`${files} and no other to be kept`, async (files) => {
      const names = (await caches.keys()).filter((name) => name.startsWith("counterpoint-"));
      const requests = (await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))).flat();
      const packs = requests.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith("/languages/"));
      return JSON.stringify(packs.map((path) => path.split("/").at(-1)).sort()) === JSON.stringify(files);
    }, files);
  }
}
