import { type KeyboardEvent, type RefObject, useRef } from 'react';

/**
 * ↑ and ↓ go from the search field through the found records and back; ↵ in the field opens the first, on a record that
 * one. `results` and `onKeyDown` go on what holds the results, `onFieldKey` on the field.
 */
export function useHitKeys(field: RefObject<HTMLInputElement | null>) {
  const results = useRef<HTMLDivElement>(null);
  const hits = () => [...(results.current?.querySelectorAll<HTMLElement>('li a') ?? [])];

  const onFieldKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const [first] = hits();
    if (event.key === 'ArrowDown') first?.focus();
    else if (event.key === 'Enter') first?.click();
    else return;
    event.preventDefault();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const all = hits();
    const at = all.findIndex((hit) => hit === document.activeElement);
    if (by === 0 || at < 0) return;
    event.preventDefault();
    if (at + by < 0) field.current?.focus();
    else all[at + by]?.focus();
  };
  return { results, onFieldKey, onKeyDown };
}
