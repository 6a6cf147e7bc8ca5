import { isSingleLetter, type Keys, type Shortcut } from '../data';

/** Keys with what they do; several may do the same. */
export type ShortcutLine = { readonly label: string; readonly keys: readonly Keys[] };
export type ShortcutPlace = { readonly title: string; readonly lines: readonly ShortcutLine[] };

/** Where keys work, in the order of the list; what is named nowhere belongs to the page that is open. */
const places = ['Everywhere', 'Go to', 'On this page', 'In a list', 'In a form'] as const;
type Place = (typeof places)[number];

const everywhere = new Set(['mod+k', 'mod+n', 'mod+shift+n', 'alt+n', 'alt+shift+n', 'mod+b', 'mod+z', '?']);
const inLists = new Set(['j', 'k', 'down', 'up', 'enter', 'alt+enter', 'space', 'shift+down', 'delete']);
const inForms = new Set(['mod+s', 'mod+enter', '/']);

function placeOf(keys: Keys): Place {
  if (everywhere.has(keys)) return 'Everywhere';
  if (/^mod\+\d$/.test(keys)) return 'Go to';
  if (inLists.has(keys)) return 'In a list';
  return inForms.has(keys) ? 'In a form' : 'On this page';
}

const withoutArrow = (keys: Keys) => keys.replace(/arrow/i, '');
const plain = (keys: Keys) => withoutArrow(keys).toLowerCase();

/**
 * What the keyboard can do now, by place. Of two with the same keys the newest acts, so that is the one listed. Single
 * letters are left out while they are switched off; what is typed in a form is none of them.
 */
export function shortcutPlaces(shortcuts: readonly Shortcut[], lettersOn: boolean): ShortcutPlace[] {
  const byKeys = new Map<Keys, Shortcut>();
  for (const { keys, label } of shortcuts) {
    const isOn = lettersOn || inForms.has(plain(keys)) || !isSingleLetter(keys);
    if (isOn) byKeys.set(plain(keys), { keys: withoutArrow(keys), label });
  }
  return places.flatMap((title) => {
    const lines = new Map<string, Keys[]>();
    for (const [plainKeys, { keys, label }] of byKeys) {
      if (placeOf(plainKeys) === title) lines.set(label, [...(lines.get(label) ?? []), keys]);
    }
    return lines.size > 0 ? [{ title, lines: [...lines].map(([label, keys]) => ({ label, keys })) }] : [];
  });
}
