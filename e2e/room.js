// How much of the window a screen uses.

/** What stands on a page by itself: what is read, written into, pressed or looked at. */
const BLOCKS = ".moment > main, .frame.alone main, .card, .empty, .notice, .preview, .problem, .room > :first-child, h1, h2, h3, h4, p, li, label, legend, summary, dt, dd, td, th, input, textarea, .btn, .back, .tag, .entry, figure, svg.mark, .code, .points > *";
/** The grain of the measure, in pixels. */
const GRAIN = 8;

/**
 * Runs in the page: the share of the window beside the navigation's bar that is covered, from 0 to 1. A block counts with the whole box that it
 * stands in, once, however many lie on each other, as far as it is in the window; an empty line or margin between two blocks does not.
 */
function coveredShare(blocks, grain) {
  const bar = document.querySelector(".nav")?.getBoundingClientRect();
  const left = bar && bar.height > innerHeight / 2 && bar.left <= 0 ? bar.right : 0;
  const right = bar && bar.height > innerHeight / 2 && bar.left > 0 ? bar.left : innerWidth;
  const columns = Math.floor((right - left) / grain);
  const rows = Math.floor(innerHeight / grain);
  const isCovered = new Uint8Array(columns * rows);
  for (const block of document.querySelectorAll(blocks)) {
    if (block.closest(".nav, dialog:not([open]), .unseen, [aria-hidden=true]") || !block.checkVisibility({ visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(block);
    // A line of text counts as far as it is written, and not to the end of its column.
    const isText = block.matches("h1, h2, h3, h4, p, li, label, legend, dt, dd, td, th");
    const box = (isText ? range : block).getBoundingClientRect();
    const from = { x: Math.max(0, Math.floor((box.left - left) / grain)), y: Math.max(0, Math.floor(box.top / grain)) };
    const to = { x: Math.min(columns, Math.ceil((box.right - left) / grain)), y: Math.min(rows, Math.ceil(box.bottom / grain)) };
    for (let y = from.y; y < to.y; y += 1) isCovered.fill(1, y * columns + from.x, Math.max(y * columns + from.x, y * columns + to.x));
  }
  return isCovered.reduce((sum, one) => sum + one, 0) / (columns * rows);
}

/** That share on the page of a person's app. */
export function covered(app) {
  return app.page.evaluate(coveredShare, BLOCKS, GRAIN);
}
