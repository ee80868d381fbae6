// What every screen has in common: things are found by their role and their label, as a person finds them, and by the
// words that can be read. Nothing waits for a time, only for what is to be seen.

const LOOK_EVERY_MS = 50;
const SEEN_WITHIN_MS = 8_000;

/** A part of the page with things to press, to fill in and to read: the whole page, or what `scope` selects. */
export class Screen {
  constructor(page, scope = "") {
    this.page = page;
    this.scope = scope;
  }

  find(role, name) {
    const selector = `${this.scope} ::-p-aria([name="${name}"][role="${role}"])`.trimStart();
    return this.page.locator(selector).setTimeout(SEEN_WITHIN_MS);
  }

  press(name) {
    return this.#done(`pressing “${name}”`, click(this.find("button", name)));
  }

  follow(name) {
    return this.#done(`following “${name}”`, click(this.find("link", name)));
  }

  /** Follows a link that holds a name and a line about it. */
  followRow(name) {
    const row = this.page.locator(`::-p-xpath(//a[.//b[.="${name}"]])`).setTimeout(SEEN_WITHIN_MS);
    return this.#done(`following the row “${name}”`, click(row));
  }

  /** Replaces what stands in a field. */
  write(label, text) {
    const field = this.find("textbox", label);
    return this.#done(`writing into “${label}”`, text === "" ? clear(field) : field.fill(text));
  }

  choose(label) {
    return this.#done(`choosing “${label}”`, click(this.find("radio", label)));
  }

  tick(label) {
    return this.#done(`ticking “${label}”`, click(this.find("checkbox", label)));
  }

  heading(name) {
    return this.#done(`waiting for the heading “${name}”`, this.find("heading", name).wait());
  }

  /** Opens what stands folded under these words. */
  unfold(words) {
    const summary = this.page.locator(`::-p-xpath(//summary[normalize-space(.)="${words}"])`);
    return this.#done(`unfolding “${words}”`, click(summary.setTimeout(SEEN_WITHIN_MS)));
  }

  /** All that can be read, as it is laid out. */
  text() {
    return this.page.$eval(this.scope || "body", (part) => part.innerText);
  }

  /** Waits until the words can be read. */
  sees(words) {
    return this.#until(words, true);
  }

  /** Waits until the words cannot be read any more. */
  seesNo(words) {
    return this.#until(words, false);
  }

  /** The words below a heading of the second rank, line by line, up to the end of its section. */
  linesBelow(heading) {
    return this.page.evaluate((heading) => {
      const found = [...document.querySelectorAll("h2")].find((h2) => h2.textContent === heading);
      return found?.closest("section").innerText.split("\n").map((line) => line.trim()).filter(Boolean) ?? [];
    }, heading);
  }

  /** The question that stands before everything else. */
  dialog() {
    return new Screen(this.page, "dialog[open]");
  }

  async #until(words, isThere) {
    const scope = this.scope || "body";
    const holds = (words, scope, isThere) =>
      (document.querySelector(scope)?.innerText ?? "").replace(/\s+/gu, " ").includes(words) === isThere;
    const what = isThere ? `“${words}” to be seen` : `“${words}” to be seen no more`;
    await this.until(what, holds, words, scope, isThere);
  }

  /** Waits until a function of the page is true; `what` says in words what is waited for. */
  until(what, holds, ...values) {
    const options = { polling: LOOK_EVERY_MS, timeout: SEEN_WITHIN_MS };
    return this.#done(`waiting for ${what}`, this.page.waitForFunction(holds, options, ...values));
  }

  /** Waits for an act; when it fails, says which it was and what could be read then. */
  async #done(what, act) {
    try {
      return await act;
    } catch (error) {
      const text = await this.page.evaluate(() => document.body?.innerText).catch(() => "(no page)");
      throw new Error(`${what}: ${error.message}\nAt ${this.page.url()} there stood:\n${text}`, { cause: error });
    }
  }
}

/** Clicks on something, in the middle of the page: at its edge it may lie below the bar with the places. */
async function click(locator) {
  const handle = await locator.waitHandle();
  await handle.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await locator.click();
}

/** Empties a field as a person does; `fill` alone would not tell the page. */
async function clear(locator) {
  const handle = await locator.waitHandle();
  await handle.evaluate((field) => field.select());
  await handle.press("Backspace");
}
