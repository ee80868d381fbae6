// Runs before anything is drawn: what the page has to know from its first moment on.

// Whoever has been here before does not see the first screen's words while the app starts: their copy of it starts at once.
if (navigator.serviceWorker?.controller) document.documentElement.classList.add("known");

// Whether something is pressed. What starts later would not know of a press that began before it.
globalThis.counterpointPressed = false;
addEventListener("pointerdown", () => { globalThis.counterpointPressed = true; }, { capture: true });
for (const end of ["pointerup", "pointercancel", "blur"]) {
  addEventListener(end, () => { globalThis.counterpointPressed = false; }, { capture: true });
}
