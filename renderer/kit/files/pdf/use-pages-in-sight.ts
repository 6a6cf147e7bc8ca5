import { useCallback, useEffect, useRef, useState } from 'react';

/** Pages this far from what is seen are drawn already, in pixels. */
const ahead = 800;

export type PagesInSight = {
  /** Pages that are seen or will be soon. */
  drawn: ReadonlySet<number>;
  /** The page that one reads: the one that has most of the upper half. */
  current: number;
  place: (number: number, element: HTMLElement | null) => void;
  goTo: (number: number) => void;
};

/** Which pages of a long document are worth drawing: those in sight of the scroller and their neighbours. */
export function usePagesInSight(scroller: HTMLElement | null): PagesInSight {
  const [drawn, setDrawn] = useState<ReadonlySet<number>>(new Set([1]));
  const [current, setCurrent] = useState(1);
  const places = useRef(new Map<number, HTMLElement>());
  const watching = useRef<IntersectionObserver>(undefined);

  useEffect(() => {
    if (!scroller) return;
    const observer = new IntersectionObserver(
      (entries) => {
        setDrawn((before) => {
          const next = new Set(before);
          for (const { target, isIntersecting } of entries) {
            const number = Number(target.getAttribute('data-page'));
            if (isIntersecting) next.add(number);
            else next.delete(number);
          }
          return next;
        });
      },
      { root: scroller, rootMargin: `${ahead}px 0px` },
    );
    watching.current = observer;
    for (const element of places.current.values()) observer.observe(element);
    const read = () => {
      const line = scroller.scrollTop + scroller.clientHeight / 3;
      let nearest = 1;
      for (const [number, element] of places.current) {
        if (element.offsetTop <= line && number > nearest) nearest = number;
      }
      setCurrent(nearest);
    };
    scroller.addEventListener('scroll', read, { passive: true });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', read);
    };
  }, [scroller]);

  const place = useCallback((number: number, element: HTMLElement | null) => {
    const before = places.current.get(number);
    if (before) watching.current?.unobserve(before);
    if (!element) places.current.delete(number);
    else {
      places.current.set(number, element);
      watching.current?.observe(element);
    }
  }, []);
  const goTo = useCallback((number: number) => {
    places.current.get(number)?.scrollIntoView({ block: 'start', inline: 'nearest' });
  }, []);
  return { drawn, current, place, goTo };
}
