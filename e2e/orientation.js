// A browser that does not know how a page is held.

/** Setting the size of a page also sets how it is held, which the Firefox of older Debian releases does not know: the size is set, and waited for, all the same. */
export function tolerateOrientation(browser) {
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async () => {
    const page = await newPage();
    const context = page.mainFrame().browsingContext;
    if (context) {
      const hold = context.setScreenOrientationOverride.bind(context);
      context.setScreenOrientationOverride = (way) => hold(way).catch((error) => {
        if (!/unknown command/u.test(error.message)) throw error;
      });
    }
    return page;
  };
  return browser;
}
