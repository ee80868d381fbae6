// What failed, and why, in few words: for whoever sees only the end of a long run.

/** Of a comparison of two long lists its beginning says enough. */
const LONGEST_REASON = 1500;

/** A reporter of `node --test`. A test that failed only because of the tests within it is left out. */
export default async function* failures(source) {
  for await (const { type, data } of source) {
    if (type !== "test:fail") continue;
    const { error } = data.details;
    if (error.failureType === "subtestsFailed") continue;
    const place = data.file?.split("/").at(-1) ?? "";
    yield `  ${data.name} (${place})\n${indented(reasonOf(error))}\n`;
  }
}

function reasonOf(error) {
  const cause = error.cause ?? error;
  const whole = [cause.message ?? String(cause), cause.cause?.message].filter(Boolean).join("\n");
  return whole.length > LONGEST_REASON ? `${whole.slice(0, LONGEST_REASON)} …` : whole;
}

function indented(text) {
  return text.split("\n").map((line) => `    ${line}`).join("\n");
}
