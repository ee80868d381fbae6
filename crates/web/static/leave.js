// Leaving: works before the app has started, and when it cannot start.
//
// Everything is covered at once, the app is told to forget its keys, and a neutral page takes this page's place. Should
// somebody come back with the browser's Back, they are led to the neutral page again.

const AWAY = new URL("away.html", document.baseURI).href;
const LEFT = "left";
const PRESSES = 3;
const WITHIN_MS = 5000;

/** Whether this page was left by Leave, and not by going elsewhere. */
let isLeft = false;

function remember() {
  // An invite that waits for its vault is nobody else's business.
  try { sessionStorage.clear(); sessionStorage.setItem(LEFT, "1"); } catch { /* Without storage, Back shows the lock screen. */ }
}

function cameBack() {
  try {
    if (sessionStorage.getItem(LEFT) === null) return false;
    const [navigation] = performance.getEntriesByType("navigation");
    if (navigation?.type === "back_forward") return true;
    sessionStorage.removeItem(LEFT);
  } catch { /* Without storage nothing is known. */ }
  return false;
}

// Whatever tab it is left from, every tab of the app is left, and every worker hears it, too.
const channel = globalThis.BroadcastChannel ? new BroadcastChannel("counterpoint leave") : null;
channel?.addEventListener("message", () => leaveThis());

export function leave() {
  channel?.postMessage(LEFT);
  leaveThis();
}

function leaveThis() {
  isLeft = true;
  document.title = "";
  remember();
  putAway();
  location.replace(AWAY);
}

/** Covers everything, and ends the worker with its keys. */
function putAway() {
  document.documentElement.classList.add("left");
  try { globalThis.counterpointLeaving?.(); } catch { /* Leaving goes on, whatever the app does. */ }
}

function isRemembered() {
  try { return sessionStorage.getItem(LEFT) !== null; } catch { return false; }
}

if (cameBack()) {
  document.documentElement.classList.add("left");
  location.replace(AWAY);
}

// Some browsers, those of iPhones among them, keep a page whole for Back: with an open vault, for whoever presses Back.
addEventListener("pagehide", (event) => {
  if (event.persisted) putAway();
});

addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (isLeft || isRemembered()) location.replace(AWAY);
  else location.reload();
});

addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-leave]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    leave();
  }
}, { capture: true });

let presses = [];
addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Shift") {
    // Typing capitals is not leaving: any other key starts the count anew.
    presses = [];
    return;
  }
  const now = performance.now();
  presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
  if (presses.length >= PRESSES) leave();
}, { capture: true });
