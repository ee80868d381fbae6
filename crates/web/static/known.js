// Whoever has been here before does not see the first screen's words while the app starts: their copy of it starts at once. Runs before
// anything is drawn.

if (navigator.serviceWorker?.controller) document.documentElement.classList.add("known");
