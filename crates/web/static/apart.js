// Keys of passphrases, in a module that is let go as soon as one is derived: with it goes the memory that this takes.

let module = null;

/** The compiled module. Without it keys are derived where they are wanted. */
export function stretchWith(compiled) {
  module = compiled;
}

/** What the module wants to be given: it calls nothing of it. */
function imports() {
  const wanted = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    wanted[from] ??= {};
    wanted[from][name] = () => { throw new Error(`${name} was called`); };
  }
  return wanted;
}

/** The key of a passphrase, or nothing where it could not be derived here. */
export function stretchApart(passphrase, salt, memoryKib, passes, lanes) {
  if (!module) return undefined;
  try {
    const { exports } = new WebAssembly.Instance(module, imports());
    const typed = new TextEncoder().encode(passphrase);
    const at = exports.room(typed.length) >>> 0;
    const room = new Uint8Array(exports.memory.buffer, at, typed.length + salt.length);
    room.set(typed);
    room.set(salt, typed.length);
    typed.fill(0);
    if (!exports.stretch(typed.length, memoryKib, passes, lanes)) return undefined;
    // The memory has grown meanwhile, and its buffer is another one.
    const place = new Uint8Array(exports.memory.buffer, at, 32);
    const key = place.slice();
    place.fill(0);
    return key;
  } catch {
    return undefined;
  }
}
