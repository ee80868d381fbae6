// Going through a page by the keyboard alone.

const STOPS_MAX = 60;

/**
 * Walks from stop to stop until the thing of this name has the focus: onward, and back from the page's end.
 *
 * A walk past an end of the page would lead into the browser's own bars. From there a person goes on into the page, but
 * a driven browser sends its keys to the page all the while, though the page has no focus.
 */
export async function tabTo(app, name) {
  const passed = [];
  for (const key of ["Tab", "Shift+Tab"]) {
    const stops = await walk(app, key, name);
    if (stops.at(-1)?.name === name) return;
    passed.push(...stops.map((stop) => stop.name));
  }
  throw new Error(`“${name}” is no stop of the keyboard; these are: ${passed.join(", ")}`);
}

/** The stops from here to the page's end, or to its beginning, or up to the one of this name. */
export async function walk(app, key, until) {
  const isLast = (isBackward) => {
    const stops = [...document.querySelectorAll("a[href], button, input, textarea, select, summary")].filter(
      (stop) => stop.checkVisibility() && (stop.closest("dialog[open]") || !document.querySelector("dialog[open]")),
    );
    const onward = stops.filter((stop) => {
      const place = document.activeElement.compareDocumentPosition(stop);
      return place & (isBackward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING);
    });
    return onward.length === 0;
  };
  const { keyboard } = app.page;
  const isBackward = key === "Shift+Tab";
  const stops = [];
  if (isBackward) await keyboard.down("Shift");
  while (stops.length < STOPS_MAX && !(await app.page.evaluate(isLast, isBackward))) {
    await keyboard.press("Tab");
    stops.push(await stopOf(app));
    if (until !== undefined && stops.at(-1).name === until) break;
  }
  if (isBackward) await keyboard.up("Shift");
  return stops;
}

/** What has the focus now: its name, and whether it can be seen. */
function stopOf(app) {
  return app.page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const stop = document.activeElement;
    const row = stop.matches("a.go") ? stop.querySelector("b") : null;
    const name = stop.ariaLabel ?? stop.labels?.[0]?.textContent ?? (row ?? stop).textContent;
    const { x, y, width, height } = stop.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    stop.dataset.stop ??= crypto.randomUUID();
    const isSeen = stop === document.body || (top !== null && (stop.contains(top) || top.contains(stop) || top.closest("label") === stop.closest("label")));
    return { name: name.replace(/\s+/gu, " ").trim(), isSeen, id: stop.dataset.stop };
  });
}

/** Waits until a heading has the focus; `null` stands for the first page, which takes no focus from the browser. */
export async function headingHasFocus(app, name) {
  if (name === null) return app.firstRun.what();
  return app.until(`the focus on the heading “${name}”`, (name) =>
    document.activeElement?.tagName === "H1" && document.activeElement.textContent === name, name);
}
