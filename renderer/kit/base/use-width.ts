import { type RefCallback, useCallback, useState } from 'react';

/**
 * The width of an element in px, followed as it changes: undefined while the element is not there, known before it is
 * first painted. (Mantine's `useElementSize` says 0 for the first frame, and the right width in the second.)
 */
export function useWidth<E extends HTMLElement = HTMLElement>(): {
  ref: RefCallback<E>;
  element: E | null;
  width: number | undefined;
} {
  const [element, setElement] = useState<E | null>(null);
  const [width, setWidth] = useState<number>();
  const ref = useCallback((place: E | null) => {
    // A ref that returns what ends it is never called with null (React 19).
    if (!place) return;
    setElement(place);
    const measure = () => setWidth(place.getBoundingClientRect().width);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    return () => {
      observer.disconnect();
      setElement(null);
      setWidth(undefined);
    };
  }, []);
  return { ref, element, width };
}
