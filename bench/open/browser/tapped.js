// How long a tap takes.

/** Seconds from a tap until what the other page begins with stands in it and has been laid out. */
export function tapped(page, from, to) {
  return page.evaluate((from, to) => new Promise((resolve, reject) => {
    const link = document.querySelector(from);
    // Elements stay where the next page has the same; what the page is of does not.
    const place = () => document.querySelector("main")?.dataset.place;
    const before = place();
    const begin = performance.now();
    const watch = new MutationObserver(() => {
      if (place() === before || document.querySelector(to) === null) return;
      watch.disconnect();
      document.body.getBoundingClientRect();
      resolve((performance.now() - begin) / 1000);
    });
    watch.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => reject(new Error(`no ${to} at ${location.hash}: ${document.body.innerText.slice(0, 500)}`)), 20_000);
    link.click();
  }), from, to);
}
