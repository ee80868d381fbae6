// Keys and mouse as the WebDriver protocol knows them.

const KEYS = {
  Backspace: "\uE003", Tab: "\uE004", Enter: "\uE007", Shift: "\uE008", Control: "\uE009", Escape: "\uE00C",
  ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015",
};

export class Keyboard {
  #page;

  constructor(page) {
    this.#page = page;
  }

  down(key) {
    return this.#act([{ type: "keyDown", value: valueOf(key) }]);
  }

  up(key) {
    return this.#act([{ type: "keyUp", value: valueOf(key) }]);
  }

  press(key) {
    return this.#act(pressed(valueOf(key)));
  }

  type(text) {
    return this.#act([...text].flatMap(pressed));
  }

  #act(actions) {
    return this.#page.send("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

export class Mouse {
  #page;

  constructor(page) {
    this.#page = page;
  }

  move(x, y) {
    return this.#act({ type: "pointerMove", x: Math.round(x), y: Math.round(y), duration: 0 });
  }

  down() {
    return this.#act({ type: "pointerDown", button: 0 });
  }

  up() {
    return this.#act({ type: "pointerUp", button: 0 });
  }

  #act(action) {
    const parameters = { pointerType: "mouse" };
    return this.#page.send("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", parameters, actions: [action] }] });
  }
}

function valueOf(key) {
  const value = KEYS[key] ?? key;
  if ([...value].length !== 1) throw new Error(`no code is known for the key ${key}`);
  return value;
}

function pressed(value) {
  return [{ type: "keyDown", value }, { type: "keyUp", value }];
}
