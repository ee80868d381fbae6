// Passkeys as a second way through the lock: an authenticator derives a secret that never leaves this device (the PRF
// extension of WebAuthn). What is needed of the browser's objects is taken out here, so that the module stays small.

const SECRET_BYTES = 32;
const ALGORITHMS = [-8, -7, -257];

const random = () => crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
const evaluate = (salt) => ({ prf: { eval: { first: salt } } });

/** The secret in what an authenticator answered, or null. */
function secretOf(answer) {
  const first = answer?.getClientExtensionResults().prf?.results?.first;
  return first ? new Uint8Array(first.buffer ?? first).slice(0, SECRET_BYTES) : null;
}

/** Whether this browser has passkeys at this address. A bare network address can have none. */
export function hasPasskeys() {
  return globalThis.PublicKeyCredential !== undefined && /[a-z]/u.test(location.hostname);
}

/** The secret that a passkey's authenticator derives from a salt, or null if it was not given. */
export async function askPasskey(credential, salt) {
  try {
    return secretOf(await navigator.credentials.get({ publicKey: {
      challenge: random(),
      allowCredentials: [{ type: "public-key", id: credential }],
      userVerification: "required",
      extensions: evaluate(salt),
    } }));
  } catch {
    // Cancelled, timed out, or removed from the device: the passphrase is the way in.
    return null;
  }
}

/** Makes a passkey: its name, the salt and the secret derived from it; null if there is none in the end. */
export async function makePasskey(name) {
  try {
    const salt = random();
    const made = await navigator.credentials.create({ publicKey: {
      challenge: random(),
      rp: { name },
      user: { id: random(), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { residentKey: "discouraged", userVerification: "required" },
      extensions: evaluate(salt),
    } });
    const credential = new Uint8Array(made.rawId);
    // Many authenticators derive nothing while they make a passkey, only when they are asked afterwards.
    const secret = secretOf(made) ?? (await askPasskey(credential, salt));
    return secret && { credential, salt, secret };
  } catch {
    return null;
  }
}
