import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * True while an element is narrower than so many rem. Unlike a media query it also follows a text size that was set on
 * the page itself, and the zoom of the text alone.
 */
export function useIsNarrow(element: RefObject<HTMLElement | null>, rem: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const place = element.current;
    if (!place) return;
    const measure = () => {
      const remInPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setNarrow(place.clientWidth > 0 && place.clientWidth < rem * remInPx);
    };
    measure();
    // What stands in it is sized in rem: it changes with the text even where the frame itself does not.
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    for (const part of place.children) observer.observe(part);
    return () => observer.disconnect();
  }, [element, rem]);
  return isNarrow;
}
