// Passkeys as a second way through the lock: an authenticator derives a secret that never leaves this device (the PRF
// extension of WebAuthn). What is needed of the browser's objects is taken out here, so that the module stays small.

const SECRET_BYTES = 32;
const ALGORITHMS = [-8, -7, -257];

const random = () => crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
const evaluate = (salt) => ({ prf: { eval: { first: salt } } });

/**
 * The secret in what an authenticator answered; null where there is none, or something that cannot be one. It may be a
 * part of a larger buffer, what stands around it is no secret.
 */
function secretOf(answer) {
  const first = answer?.getClientExtensionResults?.().prf?.results?.first;
  if (!first) return null;
  const secret = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength).slice()
    : new Uint8Array(first).slice();
  const isOne = secret.length === SECRET_BYTES && secret.some((byte) => byte !== secret[0]);
  return isOne ? secret : null;
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

/**
 * Makes a passkey: its name, the salt, and the secret derived from it, or null for this one. Many authenticators derive
 * nothing while they make a passkey, only when they are asked afterwards, and some browsers want a tap for each. Null if
 * no passkey was made.
 */
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
    return { credential: new Uint8Array(made.rawId).slice(), salt, secret: secretOf(made) };
  } catch {
    return null;
  }
}

/** Tells the device that a passkey opens nothing, so that it can take it off its list. Not every browser passes that on. */
export async function forgetPasskey(credential) {
  const credentialId = btoa(String.fromCharCode(...credential)).replace(/\+/gu, "-").replace(/\//gu, "_").replace(/=+$/u, "");
  try {
    await PublicKeyCredential.signalUnknownCredential?.({ rpId: location.hostname, credentialId });
  } catch { /* It stays on the list, and opens nothing. */ }
}
