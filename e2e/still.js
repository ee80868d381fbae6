// What stays as it was when something arrives. All but the first function run in the page.

/**
 * How it is known that what one did has come to the other, whose page `keepUpdates` watches. A page is sent only what it shows. What somebody
 * is called stands around every page, and comes after what came before.
 */
export function hearing(who, from) {
  let names = 0;
  return async (what) => {
    names += 1;
    await from.places.settings();
    await from.settings.changeName(`Sam ${names}`);
    await who.until(what, knows, `Sam ${names}`);
  };
}

/** Whether the page's worker has sent something that speaks of this. */
export function knows(words) {
  return globalThis.heard.some((text) => text.includes(words));
}

/** Before anything else: keeps what the page's worker sends. */
export function keepUpdates() {
  globalThis.updates = 0;
  globalThis.heard = [];
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...values) {
      super(...values);
      this.addEventListener("message", ({ data }) => {
        globalThis.updates += 1;
        if (data instanceof Uint8Array) globalThis.heard.push(new TextDecoder().decode(data));
      });
    }
  };
}

/**
 * What must be found again, and the element that has the focus. Firefox scrolls to what was focused or typed only when it
 * draws the next time: what is scrolled here is scrolled after that.
 */
export async function remember() {
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  globalThis.kept = document.activeElement;
  if (globalThis.fields.length > 0) globalThis.kept.setSelectionRange(1, 3);
  await drawn();
  const scrolls = [...document.querySelectorAll(".pane"), document.scrollingElement];
  for (const part of scrolls) part.scrollTop = 30;
  globalThis.isOpen = [...document.querySelectorAll("main details")];
  globalThis.lookAgain = () => ({
    written: globalThis.fields.map((field) => (field.isConnected ? field.value : "gone")),
    hasFocus: document.activeElement === globalThis.kept,
    selection: [globalThis.kept.selectionStart, globalThis.kept.selectionEnd],
    scrolled: scrolls.map((part) => part.scrollTop),
    open: globalThis.isOpen.map((details) => details.isConnected && details.open),
  });
  return globalThis.lookAgain();
}

/** The same again. */
export function look() {
  return globalThis.lookAgain();
}

/** From now on keeps what the browser finds moved, and where everything is that can be seen. */
export async function watchPlaces() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  globalThis.shifts = 0;
  globalThis.shiftWatch?.disconnect();
  if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) {
    globalThis.shiftWatch = new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) globalThis.shifts += value;
    });
    globalThis.shiftWatch.observe({ type: "layout-shift" });
  }
  const seen = [...document.querySelectorAll("body *")].map((element) => ({ element, box: element.getBoundingClientRect() }));
  globalThis.placed = seen.filter(({ box }) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight);
}

/** What stands elsewhere than when it began to be watched. */
export async function moved() {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const found = globalThis.placed.filter(({ element, box }) => {
    const now = element.getBoundingClientRect();
    return element.isConnected && now.width > 0 && (Math.abs(now.x - box.x) > 1 || Math.abs(now.y - box.y) > 1);
  });
  const outermost = found.filter(({ element }) => !found.some((other) => other.element !== element && other.element.contains(element)));
  const said = outermost.map(({ element }) => `${element.localName}.${element.className} ${element.textContent.slice(0, 40)}`);
  return globalThis.shifts > 0 ? [`shift ${globalThis.shifts}`, ...said] : said;
}
