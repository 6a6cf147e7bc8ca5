import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { keepPlace } from './scroll-place';
import type { ListedRecord, ListRows } from './use-list-rows';

/** The focus stays with its record when the list is put in order: Enter must open what was looked at. */
export function useFocusFollows(
  keys: { focused: number; setFocused: (index: number) => void },
  recordAt: (index: number) => ListedRecord | undefined,
  rows: ListRows,
  visible: { first: number; last: number },
): void {
  const held = useRef<{ index: number; id: string | undefined; key: string }>({
    index: -1,
    id: undefined,
    key: '',
  });
  useEffect(() => {
    const id = recordAt(keys.focused)?.id;
    const { index, id: before, key } = held.current;
    const isSameFocus = index === keys.focused && key === rows.key;
    if (isSameFocus && before !== undefined && id !== undefined && id !== before) {
      for (let each = Math.max(0, visible.first - 100); each < visible.last + 100; each++) {
        if (recordAt(each)?.id !== before) continue;
        held.current = { index: each, id: before, key };
        keys.setFocused(each);
        return;
      }
    }
    held.current = { index: keys.focused, id: id ?? (isSameFocus ? before : undefined), key: rows.key };
  });
}

/** Keeps the place in the list for Back, and takes it up again. */
export function usePlace(
  entry: string,
  start: { focused: number },
  now: { first: number; focused: number },
  setFocused: (index: number) => void,
  table: RefObject<HTMLTableElement | null>,
) {
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  useEffect(() => {
    const keep = () => keepPlace(entry, latest.current);
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [entry]);
  const restored = useRef(start.focused);
  useEffect(() => {
    if (restored.current >= 0) setFocused(restored.current);
    // Arrow keys work at once on a page that is a list, unless something else has the focus already.
    if (document.activeElement?.matches('body, main')) table.current?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the list appears
  }, []);
}

/** Another question is looked at from the top; the same one stays where it is. */
export function useTopOnNewQuestion(key: string, scroller: RefObject<HTMLElement | null>): void {
  const before = useRef(key);
  useLayoutEffect(() => {
    if (before.current === key) return;
    before.current = key;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [key, scroller]);
}
