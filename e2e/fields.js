// The fields of a page. These functions run in the page.

/** Opens what is folded, chooses where a choice makes room for a field (unless told not to), counts the fields. */
export async function unfold(chooses = true) {
  for (const details of document.querySelectorAll("main details")) details.open = true;
  for (const group of document.querySelectorAll("main form fieldset")) {
    if (chooses && !group.querySelector("input:checked")) group.querySelector("input[type=radio]")?.click();
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  globalThis.fields = [...document.querySelectorAll("main input, main textarea")].filter(
    // In a day and a time one chooses, and has no caret.
    (field) => !["radio", "checkbox", "file", "date", "time"].includes(field.type) && field.checkVisibility() && !field.readOnly && !field.disabled,
  );
  return globalThis.fields.length;
}

/** Puts the caret at the end of one of the fields that were counted. */
export function focusField(index) {
  const field = globalThis.fields[index];
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
