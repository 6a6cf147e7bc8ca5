import { useEffect, useRef } from 'react';

/** The wheel over an element, without scrolling the page: React's own listener is passive and cannot hold that back. */
export function useWheel(element: HTMLElement | null, onWheel: (event: WheelEvent) => void): void {
  const latest = useRef(onWheel);
  useEffect(() => {
    latest.current = onWheel;
  });
  useEffect(() => {
    if (!element) return;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event);
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [element]);
}
