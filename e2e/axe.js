// Whether everybody can use a page, as far as a program finds out.

import axe from "axe-core";

/** What axe-core finds on the page as it is now that is serious or critical: one line for each rule and element. `rules` are the only ones it goes by. */
export async function accessibilityFindings(page, rules = null) {
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((rules) => {
    const only = rules ? { runOnly: { type: "rule", values: rules } } : {};
    return globalThis.axe.run(document, { resultTypes: ["violations"], ...only });
  }, rules);
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
}
