import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

const quietMs = 2_000;
const movements = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;

/**
 * The newest `value`, but never while someone points or types inside `area`: then the old one stays until two seconds
 * after the last movement, so that nothing re-sorts under the pointer. Another `key` (another day) is shown at once.
 * `isSame` tells values that would be drawn alike.
 */
export function useCalm<T>(
  value: T,
  {
    area,
    key,
    isSame,
  }: { area: RefObject<HTMLElement | null>; key: string; isSame: (one: T, other: T) => boolean },
): T {
  const [shown, setShown] = useState({ key, value });
  const lastMovement = useRef(Number.NEGATIVE_INFINITY);
  const isCurrent = shown.key === key && isSame(shown.value, value);
  const settle = useEffectEvent(() => setShown({ key, value }));

  useEffect(() => {
    const element = area.current;
    const note = () => {
      lastMovement.current = performance.now();
    };
    for (const each of movements) element?.addEventListener(each, note, { passive: true });
    return () => {
      for (const each of movements) element?.removeEventListener(each, note);
    };
  });

  useEffect(() => {
    if (isCurrent) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const left = lastMovement.current + quietMs - performance.now();
      if (left <= 0) settle();
      else timer = setTimeout(wait, left);
    };
    wait();
    return () => clearTimeout(timer);
  }, [isCurrent]);

  return shown.key === key ? shown.value : value;
}
