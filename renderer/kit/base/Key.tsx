import { Kbd } from '@mantine/core';
import classes from './key.module.css';

const isMac = () => /mac/i.test(globalThis.navigator?.platform ?? '');

const macNames: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↵' };
const otherNames: Readonly<Record<string, string>> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  enter: 'Enter',
};
const bothNames: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  escape: 'Esc',
  esc: 'Esc',
  space: 'Space',
};

/** Keys as people of this computer write them: `mod+shift+N` is ⌘⇧N on a Mac and Ctrl+Shift+N elsewhere. */
export function keysInWords(keys: string, mac = isMac()): string {
  const words = keys.split('+').map((key) => {
    const name = key.toLowerCase();
    return (
      (mac ? macNames : otherNames)[name] ?? bothNames[name] ?? (key.length === 1 ? key.toUpperCase() : key)
    );
  });
  return words.join(mac ? '' : '+');
}

/** A key cap. `onFill` is for the accent ground of a primary button. */
export function Key({ keys, onFill = false }: { keys: string; onFill?: boolean }) {
  return (
    <Kbd className={onFill ? classes.onFill : undefined} aria-hidden={onFill || undefined}>
      {keysInWords(keys)}
    </Kbd>
  );
}
