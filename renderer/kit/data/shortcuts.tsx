import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { hostOf } from './host';
import { isPressed, isSave, isSingleLetter, type Keys } from './shortcut-keys';
import { useStoredFlag } from './stored';
import { holdKeysForNextField } from './typed-ahead';

export type Shortcut = { keys: Keys; label: string };
/** `run` is null for keys that are only listed. */
type Registered = Shortcut & {
  run: ((event: KeyboardEvent) => void) | null;
  worksInFields: boolean;
  worksUnderDialog?: boolean;
  leadsToField?: boolean;
};

type Registry = {
  add(shortcut: Registered): () => void;
  subscribe(listener: () => void): () => void;
  all(): readonly Registered[];
};

const ShortcutContext = createContext<Registry | null>(null);

function createRegistry(): Registry {
  let shortcuts: readonly Registered[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly Registered[]) => {
    shortcuts = next;
    for (const listener of listeners) listener();
  };
  return {
    add(shortcut) {
      set([...shortcuts, shortcut]);
      return () => set(shortcuts.filter((each) => each !== shortcut));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    all: () => shortcuts,
  };
}

/** True while typing goes into the focused element. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.role === 'combobox'
  );
}

/** True inside what the arrow keys move through by themselves. */
function isMovedByArrows(target: EventTarget | null): boolean {
  const groups = ['radiogroup', 'tablist', 'menu', 'listbox', 'slider'].map((role) => `[role="${role}"]`);
  return target instanceof HTMLElement && target.closest([...groups, 'input'].join()) !== null;
}

/**
 * The dialog that covers the page, the uppermost if there are several: what lies under it must not act. One that fades
 * away has given the focus back and no longer counts.
 */
export function coveringDialog(page: Document): Element | undefined {
  const { activeElement, body } = page;
  const dialogs = [...page.querySelectorAll('[aria-modal="true"]')];
  if (activeElement === null || activeElement === body) return dialogs.at(-1);
  return dialogs.findLast((dialog) => dialog.contains(activeElement));
}

/** Whether single letters act outside text fields; kept on this computer, changed on the account page. */
export function useSingleLetters(): [boolean, (on: boolean) => void] {
  return useStoredFlag('single-letters', true);
}

/** Listens for the shortcuts that components below register. The newest wins when two share keys: a page over the shell. */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(createRegistry, []);
  const [lettersOn] = useSingleLetters();
  useEffect(() => {
    const { isMac } = hostOf(window);
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const isCovered = coveringDialog(document) !== undefined;
      const typing =
        isTyping(event.target) || (event.key.startsWith('Arrow') && isMovedByArrows(event.target));
      const match = registry.all().findLast((shortcut) => {
        if (!shortcut.run || !isPressed(shortcut.keys, event, isMac)) return false;
        if (isSingleLetter(shortcut.keys)) return lettersOn && !typing && !isCovered;
        if (isCovered) return shortcut.worksUnderDialog ?? isSave(shortcut.keys);
        return shortcut.worksInFields || !typing;
      });
      if (!match?.run) return;
      event.preventDefault();
      if (match.leadsToField) holdKeysForNextField(window);
      match.run(event);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [registry, lettersOn]);
  return <ShortcutContext value={registry}>{children}</ShortcutContext>;
}

function useRegistry(): Registry {
  const registry = useContext(ShortcutContext);
  if (!registry) throw new Error('ShortcutProvider is missing above this component');
  return registry;
}

type Options = {
  /** false: not now (nothing is chosen, the role may not). */
  isOn?: boolean;
  /** Acts also while typing in a field. Default: everything with ⌘ or ⌥, nothing else. */
  worksInFields?: boolean;
  /** Acts also while a dialog has the focus, of which it may be a part. Default: saving does, nothing else. */
  worksUnderDialog?: boolean;
  /** It opens something to type into: what is typed before that is there goes into it. */
  leadsToField?: boolean;
};

/**
 * Runs `action` when the keys are pressed and lists them under "?" by `label`. Single letters act only outside text
 * fields and can be switched off. Keys are written as `mod+K`, `mod+shift+N`, `W`, `?`, `alt+enter`, `left`.
 */
export function useShortcut(
  keys: Keys,
  action: (event: KeyboardEvent) => void,
  label: string,
  options: Options = {},
): void {
  const registry = useRegistry();
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  const { isOn = true, worksInFields = /^(mod|alt)\+/.test(keys), worksUnderDialog, leadsToField } = options;
  useEffect(() => {
    if (!isOn) return;
    const run = (event: KeyboardEvent) => latest.current(event);
    return registry.add({ keys, label, worksInFields, worksUnderDialog, leadsToField, run });
  }, [registry, keys, label, isOn, worksInFields, worksUnderDialog, leadsToField]);
}

/**
 * Lists keys under "?" that a part of the page handles by itself while it has the focus (the arrows of a table). The
 * list must stay the same object.
 */
export function useShownKeys(shown: readonly Shortcut[]): void {
  const registry = useRegistry();
  useEffect(() => {
    const ends = shown.map((shortcut) => registry.add({ ...shortcut, run: null, worksInFields: false }));
    return () => {
      for (const end of ends) end();
    };
  }, [registry, shown]);
}

/** Every shortcut that would act now, in the order they were registered. */
export function useShortcutList(): readonly Shortcut[] {
  const registry = useRegistry();
  const [list, setList] = useState(registry.all);
  useEffect(() => {
    setList(registry.all());
    return registry.subscribe(() => setList(registry.all()));
  }, [registry]);
  return list;
}
