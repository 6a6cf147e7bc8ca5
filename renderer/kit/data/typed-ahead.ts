/** For so long, in milliseconds, keys wait for the field that a shortcut opens. */
const patience = 1_500;

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type));

/**
 * Keys pressed between a shortcut and the moment the field that it opens has the focus (a dialog, a form, the palette take
 * a moment) go into that field all the same: whoever types fast, or scans a card, loses no letter, and no letter acts as
 * a shortcut of the page below. Call it while the shortcut is handled. What no field takes in time is dropped.
 */
export function holdKeysForNextField(page: Window): void {
  const held: string[] = [];
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    // Letters that need AltGr or Option come with the text they make.
    const isText =
      event.key.length === 1 && (event.getModifierState('AltGraph') || !(event.ctrlKey || event.metaKey));
    const isChord = event.ctrlKey || event.metaKey;
    if (isText || (!isChord && ['Backspace', 'Enter'].includes(event.key))) {
      // A shortcut's own key that is held down is no typing.
      if (!event.repeat) held.push(event.key);
    } else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const arrive = ({ target }: FocusEvent) => {
    if (!isField(target)) return;
    stop();
    type(target, held);
  };
  const stop = () => {
    page.clearTimeout(timer);
    page.removeEventListener('keydown', press, { capture: true });
    page.removeEventListener('focusin', arrive);
  };
  const timer = page.setTimeout(stop, patience);
  page.addEventListener('keydown', press, { capture: true });
  page.addEventListener('focusin', arrive);
}

/** Types keys into a field as a person would: behind what stands there, so that whoever watches the field sees it. */
function type(field: HTMLInputElement | HTMLTextAreaElement, keys: readonly string[]): void {
  let text = field.value;
  for (const key of keys) {
    if (key === 'Enter') {
      write(field, text);
      field.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true }));
      text = field.value;
    } else text = key === 'Backspace' ? [...text].slice(0, -1).join('') : text + key;
  }
  write(field, text);
}

/** Past React's own setter, which would take the value for one that it has set itself. */
function write(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  if (text === field.value) return;
  const prototype =
    field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
