import { useCallback, useSyncExternalStore } from 'react';

const prefix = 'clinic-desk:';
const changed = 'clinic-desk:stored';

/** A setting or note kept by this browser profile on this computer; null when there is none or it cannot be read. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a text on this computer (null removes it) and tells every `useStored` of it. False when there is no room. */
export function writeStored(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    return false;
  }
  window.dispatchEvent(new CustomEvent(changed, { detail: name }));
  return true;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  // From another window of the same profile.
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}

/** A kept text and how to change it; follows changes made anywhere in this profile. */
export function useStored(name: string): [string | null, (value: string | null) => boolean] {
  const value = useSyncExternalStore(subscribe, () => readStored(name));
  const set = useCallback((next: string | null) => writeStored(name, next), [name]);
  return [value, set];
}

/** A kept yes or no. */
export function useStoredFlag(name: string, initial: boolean): [boolean, (value: boolean) => void] {
  const [value, set] = useStored(name);
  const setFlag = useCallback((next: boolean) => void set(next ? 'yes' : 'no'), [set]);
  return [value === null ? initial : value === 'yes', setFlag];
}
