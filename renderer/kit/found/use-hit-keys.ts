import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';

/**
 * ↑ and ↓ go from the search field through the found records and back; ↵ in the field opens the first, on a record that
 * one. `results` and `onKeyDown` go on what holds the results, `onFieldKey` on the field. `isAnswered`: what is shown is
 * found for what stands in the field; before that, ↓ and ↵ in the field wait for it, until something else is typed.
 */
export function useHitKeys(field: RefObject<HTMLInputElement | null>, isAnswered: boolean) {
  const results = useRef<HTMLDivElement>(null);
  const [waiting, setWaiting] = useState<{ key: 'ArrowDown' | 'Enter'; typed: string } | null>(null);
  const hits = () => [...(results.current?.querySelectorAll<HTMLElement>('li a') ?? [])];

  useEffect(() => {
    if (!waiting || !isAnswered) return;
    setWaiting(null);
    const { current } = field;
    if (!current || document.activeElement !== current || current.value !== waiting.typed) return;
    const first = results.current?.querySelector<HTMLElement>('li a');
    if (waiting.key === 'Enter') first?.click();
    else first?.focus();
  }, [waiting, isAnswered, field]);

  const onFieldKey = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.nativeEvent.isComposing || (key !== 'ArrowDown' && key !== 'Enter')) return;
    event.preventDefault();
    const [first] = hits();
    if (!isAnswered) setWaiting({ key, typed: field.current?.value ?? '' });
    else if (key === 'Enter') first?.click();
    else first?.focus();
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
