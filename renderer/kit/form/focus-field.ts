/**
 * Puts the cursor into the input of a field of this form: the one with a message if there is one, `emergencyContact.phone`
 * being the part `phone` inside it.
 */
export function focusField(form: HTMLElement, path: string): void {
  const [name = path, ...rest] = path.split('.');
  const field = [...form.querySelectorAll<HTMLElement>('[data-field]')].find(
    (each) => each.dataset.field === name,
  );
  const wrong = [...(field?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])];
  const part = wrong.find((each) => each.getAttribute('name') === rest.at(-1));
  // Pictures and lists have a message, and buttons in place of an input.
  (part ?? wrong[0] ?? field?.querySelector<HTMLElement>('input, textarea, button'))?.focus();
}
