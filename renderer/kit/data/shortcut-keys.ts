/** A key combination, written as the key caps of the kit read it: `mod+K`, `mod+shift+N`, `W`, `?`, `alt+enter`, `left`. */
export type Keys = string;

type Combination = { key: string; mod: boolean; alt: boolean; shift: boolean };

/** Our names of keys → those of the browser. */
const browserNames: Readonly<Record<string, string>> = {
  enter: 'enter',
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
  esc: 'escape',
  space: ' ',
};

function parse(keys: Keys): Combination {
  const parts = keys.toLowerCase().split('+');
  const last = parts.pop() || '+';
  const has = (name: string) => parts.includes(name);
  return { key: browserNames[last] ?? last, mod: has('mod'), alt: has('alt'), shift: has('shift') };
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The letter or digit on the key itself: with ⌥ a Mac reports what it would type (⌥N is "˜"). */
function physical(code: string): string | undefined {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase();
}

/** True when the press is this combination. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export function isPressed(keys: Keys, event: Pressed, isMac: boolean): boolean {
  const wanted = parse(keys);
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  if (other || mod !== wanted.mod || event.altKey !== wanted.alt) return false;
  // Signs such as ? need shift on some keyboards and none on others: only the sign counts.
  const isSign = wanted.key.length === 1 && !/[a-z0-9 ]/.test(wanted.key);
  if (!isSign && event.shiftKey !== wanted.shift) return false;
  if (event.key.toLowerCase() === wanted.key) return true;
  return (wanted.alt || wanted.mod) && physical(event.code) === wanted.key;
}

/** True for combinations that would type something: they work only outside text fields and can be switched off. */
export function isSingleLetter(keys: Keys): boolean {
  const { key, mod, alt } = parse(keys);
  return !mod && !alt && key.length === 1;
}

/** True for what a form may answer to while its dialog covers the page: saving. */
export const isSave = (keys: Keys): boolean => keys.toLowerCase() === 'mod+s';
