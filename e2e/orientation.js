// A browser that does not know how a page is held.

/** Setting the size of a page also sets how it is held, which the Firefox of older Debian releases does not know; the size is set all the same. */
export function tolerateOrientation(browser) {
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async () => {
    const page = await newPage();
    const setViewport = page.setViewport.bind(page);
    page.setViewport = (viewport) => setViewport(viewport).catch((error) => {
      if (!/setScreenOrientationOverride.*unknown command/u.test(error.message)) throw error;
    });
    return page;
  };
  return browser;
}
