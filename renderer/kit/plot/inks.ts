import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useLayoutEffect, useState } from 'react';

/** The colours of a curve, as a canvas takes them: those of the tokens now. */
export type Inks = {
  readonly lines: readonly string[];
  readonly outside: string;
  readonly band: string;
  readonly limit: string;
  readonly grid: string;
  readonly noted: string;
  readonly ground: string;
  /** Width of a line in px; wider where more contrast is asked for. */
  readonly width: number;
  /** How much of its colour the range around a mean has. */
  readonly range: number;
};

const names = {
  first: '--plot-first',
  second: '--plot-second',
  outside: '--plot-outside',
  band: '--plot-band',
  limit: '--plot-limit',
  grid: '--plot-grid',
  noted: '--plot-noted',
  ground: '--plot-ground',
  width: '--plot-width',
  range: '--plot-range',
} as const;

function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const read = (name: keyof typeof names) => style.getPropertyValue(names[name]).trim();
  return {
    lines: [read('first'), read('second')],
    outside: read('outside'),
    band: read('band'),
    limit: read('limit'),
    grid: read('grid'),
    noted: read('noted'),
    ground: read('ground'),
    width: Number(read('width')) || 1.5,
    range: Number(read('range')) || 0.2,
  };
}

/** What the system may change while the page is open, beside light and dark. */
const asked = ['(prefers-contrast: more)', '(forced-colors: active)', 'print'];

/** The inks of an element, read again when light turns to dark or more contrast is asked for; none before it is there. */
export function useInks(element: RefObject<Element | null>): Inks | undefined {
  const scheme = useComputedColorScheme('light');
  const [inks, setInks] = useState<Inks>();
  useLayoutEffect(() => {
    const read = () => {
      if (element.current) setInks(inksOf(element.current));
    };
    read();
    const queries = asked.map((query) => window.matchMedia(query));
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, [element, scheme]);
  return inks;
}
