// Which browsers there are, and what is not to be had of one.

const CHOSEN = (process.env.COUNTERPOINT_BROWSERS ?? "chromium,firefox,webkit").split(",");

/** The browsers that the tests of what matters most run in. `COUNTERPOINT_BROWSERS=firefox` runs one of them alone. */
export const ENGINES = ["chromium", "firefox", "webkit"].filter((kind) => CHOSEN.includes(kind));

/** The browsers that every test runs in. */
export const BROWSERS = ENGINES.filter((kind) => kind !== "webkit");

/** What a browser or its driver cannot do, and why. */
const LACKS = {
  chromium: {},
  firefox: { "an authenticator that a test holds": "its driver has none" },
  webkit: {
    "an authenticator that a test holds": "WebKitGTK is built without passkeys",
    "a script before the page's own": "its driver runs nothing before a page has come",
  },
};

/** For a test that needs something of its browser: `skip` as the test runner takes it, the reason if it is left out. */
export function needing(need, kind) {
  const reason = LACKS[kind][need];
  return { skip: reason && `${kind} is left out: there is not “${need}”, because ${reason}` };
}
