// What every screen has in common: things are found by their role and their label, as a person finds them, and are
// acted on with mouse and keyboard where they can really be reached. Nothing waits for a time, only for what is there.

import { setTimeout as pause } from "node:timers/promises";

const LOOK_EVERY_MS = 40;
const SEEN_WITHIN_MS = 30_000;
/** So long the page itself looks, before it is asked again: each question costs a driver more than the looking. */
const ASK_EVERY_MS = 1_000;
/** A page that was left meanwhile may never answer. That another has come is mostly heard, and asked again at once. */
const ANSWERS_WITHIN_MS = 4_000;
/** Longer texts are put in at once: typing them takes a browser long, and shows nothing more. */
const TYPED_CHARACTERS_MAX = 200;

/** A part of the page with things to press, to fill in and to read: the whole page, or what `scope` selects. */
export class Screen {
  constructor(page, scope = "body") {
    this.page = page;
    this.scope = scope;
    /** Who waits for something looks at what is new. */
    this.wantsNews = true;
  }

  press(name) {
    return this.#click("button", name);
  }

  follow(name) {
    return this.#click("link", name);
  }

  /** Follows a link that holds a name and a line about it. */
  followRow(name) {
    return this.#click("row", name);
  }

  choose(label) {
    return this.#click("radio", label);
  }

  tick(label) {
    return this.#click("checkbox", label);
  }

  /** Opens what stands folded under these words. */
  unfold(words) {
    return this.#click("summary", words);
  }

  /** Replaces what stands in a field. */
  async write(label, text) {
    await this.#reach("field", label);
    await this.page.evaluate(() => document.activeElement.select());
    if (text === "") await this.page.keyboard.press("Backspace");
    else if (text.length <= TYPED_CHARACTERS_MAX) await this.page.keyboard.type(text);
    else await this.page.evaluate((text) => document.execCommand("insertText", false, text), text);
  }

  /** What stands in a field. */
  async written(label) {
    await this.#reach("field", label);
    return this.page.evaluate(() => document.activeElement.value);
  }

  heading(name) {
    return this.#reach("heading", name);
  }

  button(name) {
    return this.#reach("button", name);
  }

  /** Something that is no control, by its label. */
  labelled(label) {
    return this.#reach("labelled", label);
  }

  /** All that can be read, as it is laid out. */
  text() {
    return this.page.evaluate((scope) => document.querySelector(scope)?.innerText ?? "", this.scope);
  }

  /** Waits until the words can be read. */
  sees(words) {
    return this.until(`“${words}” to be seen`, isReadable, words, this.scope, true);
  }

  /** Waits until the words cannot be read any more. */
  seesNo(words) {
    return this.until(`“${words}” to be seen no more`, isReadable, words, this.scope, false);
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

  /** Waits until a function of the page returns something true, and returns that; `what` says what is waited for. */
  async until(what, holds, ...values) {
    const deadline = Date.now() + SEEN_WITHIN_MS;
    const look = lookingOn(holds, this.wantsNews);
    let failure = null;
    for (;;) {
      const unheard = new AbortController();
      const { signal } = unheard;
      const isReplaced = () => unheard.abort();
      this.page.on("domcontentloaded", isReplaced);
      try {
        const silent = pause(ANSWERS_WITHIN_MS, null, { signal }).catch(() => null);
        const found = await Promise.race([this.page.evaluate(look, ...values), silent]);
        if (found) return found;
      } catch (error) {
        // A page that is being replaced answers nothing, the one after it will.
        failure = error;
      } finally {
        this.page.off("domcontentloaded", isReplaced);
        unheard.abort();
      }
      if (Date.now() > deadline) break;
      await pause(LOOK_EVERY_MS);
    }
    const text = await this.page.evaluate(() => document.body?.innerText).catch(() => "(no page)");
    const message = `waited in vain for ${what}. At ${this.page.url()} there stood:\n${text}`;
    throw new Error(message, { cause: failure });
  }

  /** While something is pressed nothing moves, so what is pressed is looked at again before it is let go. */
  async #click(role, name) {
    const { mouse } = this.page;
    for (;;) {
      const { x, y } = await this.#reach(role, name);
      await mouse.move(x, y);
      await mouse.down();
      const isStill = await this.page.evaluate(isStillAt, x, y).catch(() => true);
      // Dragged away, a press does nothing.
      if (!isStill) await mouse.move(1, 1);
      await mouse.up();
      if (isStill) return;
    }
  }

  /** Waits until something is there, at rest and not covered; returns where its middle is. A field gets the focus. */
  #reach(role, name) {
    return this.until(`${role} “${name}”`, reachable, role, name, this.scope);
  }
}

/** A function that runs in the page and waits there, for a while, until `holds` returns something true. */
function lookingOn(holds, wantsNews) {
  return new Function("...values", `
    const holds = ${holds};
    const wanted = performance.now() + ${ASK_EVERY_MS};
    const look = async () => {
      const found = await holds(...values);
      if (found || performance.now() > wanted) return found;
      ${wantsNews ? `(${showNews})();` : ""}
      await new Promise((resolve) => setTimeout(resolve, ${LOOK_EVERY_MS}));
      return look();
    };
    return look();`);
}

/** Runs in the page: what others did meanwhile is offered, and shown when it is wanted. */
function showNews() {
  document.querySelector(".news button")?.click();
}

function isReadable(words, scope, isWanted) {
  const text = (document.querySelector(scope)?.innerText ?? "").replace(/\s+/gu, " ");
  return text.includes(words) === isWanted;
}

/** Runs in the page: where the middle of a thing is, or nothing as long as it cannot be reached. */
async function reachable(role, name, scope) {
  const plain = (text) => text.replace(/\s+/gu, " ").trim();
  const selectors = {
    button: "button",
    link: "a[href]",
    row: "a[href]",
    radio: "label input[type=radio]",
    checkbox: "label input[type=checkbox]",
    summary: "summary",
    field: "input:not([type=radio], [type=checkbox]), textarea",
    heading: "h1, h2, h3, h4",
    labelled: "[aria-label]",
  };
  const nameOf = (element) => {
    if (role === "row") return element.querySelector("b")?.textContent ?? "";
    return element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent;
  };
  const place = () => {
    const found = [...document.querySelectorAll(selectors[role])].find(
      (element) => element.closest(scope) && element.checkVisibility() && plain(nameOf(element)) === name,
    );
    if (!found) return null;
    found.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = found.getBoundingClientRect();
    return { found, x: x + width / 2, y: y + height / 2 };
  };
  const first = place();
  if (!first) return null;
  if (role === "heading" || role === "labelled") return { x: first.x, y: first.y };
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const { found, x, y } = place() ?? {};
  // Scrolling to where it stands already may move it by a pixel, each time anew.
  const isAtRest = Math.abs(x - first.x) < 2 && Math.abs(y - first.y) < 2;
  if (found !== first.found || !isAtRest) return null;
  if (found.ariaDisabled === "true") return null;
  // A label is pressed for its field.
  globalThis.reached = [found, ...(found.labels ?? [])];
  const top = document.elementFromPoint(x, y);
  if (!globalThis.reached.some((part) => part.contains(top))) return null;
  if (role === "field") found.focus();
  return { x, y };
}

/** Runs in the page: whether what was reached last is what is there. */
function isStillAt(x, y) {
  const top = document.elementFromPoint(x, y);
  return globalThis.reached.some((part) => part.isConnected && part.contains(top));
}
