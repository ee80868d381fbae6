// One of each thing that somebody may say of themselves, so that every page of theirs has something in it.

import { Interests } from "./pages/interests.js";
import { No } from "./pages/no.js";
import { Own } from "./pages/own.js";
import { Reflect } from "./pages/reflect.js";
import { go } from "./screens.js";

/** Writes them: about the relationship, or about nobody. In the language of people. */
export async function saysOfThemselves(app, relationship) {
  const [no, reflect, interests] = [new No(app.page), new Reflect(app.page), new Interests(app.page)];
  await go(app, "#/mine/no");
  await no.pause("Until tomorrow");
  await go(app, "#/mine/no/rehearse");
  await no.write("Specify", "This Sunday I stay at home.");
  await no.press("Keep it");
  await no.sees("Kept. It is yours alone.");
  await go(app, "#/mine/no/said");
  await no.note({ said: "Yes", meaning: "To stay safe", words: "The second shift, again." });
  await go(app, "#/mine/no/steps");
  await no.unfold("A step of your own");
  await no.write("Which?", "Leave the phone in the hall.");
  await app.page.evaluate(() => [...document.querySelectorAll("details[open] button[type=submit]")].at(-1).click());
  await no.heading("Leave the phone in the hall.");
  await go(app, "#/mine/interests/new");
  await interests.keep({ name: "Cello", note: "The low string, before breakfast." });
  await interests.protect("Cello");
  await interests.keepTime({ repeats: "Every week", on: "2026-11-03", from: "18:00", until: "19:30" });
  for (const reflection of ["contrasts", "signs"]) {
    await go(app, `#/mine/${reflection}/${relationship}/new`);
    await reflect.answerAll((_, step) => (reflection === "contrasts" ? ["Often", "Seldom", "Very often"] : ["Often", "Seldom"])[step % (reflection === "contrasts" ? 3 : 2)]);
    await reflect.keep();
  }
  await go(app, "#/mine/journal/questions");
  await app.write("A question", "What did the sea say?");
  await app.press("Add");
  await app.sees("Added.");
  await go(app, "#/mine/journal/new");
  await app.journal.keep("Said no to the second shift.");
  await go(app, "#/mine/week");
  await app.write("One thing to keep", "The walk.");
  await app.press("Keep it");
  await app.sees("Kept. It is yours alone.");
  const own = new Own(app.page);
  await go(app, "#/mine/goals");
  await own.goal({ "Your wish": "Paint again", "If this comes up": "someone asks for Wednesday", "Then I will": "answer tomorrow", Steps: "Buy paper\nClear the table" });
  await go(app, "#/mine/values");
  await own.value("Honesty", "Tell Ana that I am tired.");
  await own.value("Rest");
  await go(app, "#/mine/path/letter");
  await own.write("Your letter", "You may carry this more lightly.");
  await own.press("Keep the letter");
  await own.sees("Put away until");
  await go(app, "#/mine/path/repair");
  await own.write("What happened", "I read her diary.");
  await own.press("Keep it");
  await own.sees("It is written down as it was");
  await go(app, "#/mine/path/circles");
  await own.write("What goes round", "The thing I said at dinner.");
  await own.choose("10 minutes");
  await own.press("Keep it here");
  await own.sees("It stands here now");
  await go(app, "#/help");
  await app.unfold("Add or remove somebody of your own");
  await app.write("Who", "Aunt Edda");
  await app.write("How you reach them", "+49 30 1234");
  await app.write("What you can ask them for", "To laugh");
  await app.press("Add");
  await app.sees("Added. Only you see this.");
}
