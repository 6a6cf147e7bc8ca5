import { useEffect, useRef, useState } from 'react';
import type { TimeSpan } from '../../kit/plot';
import { within } from '../../kit/plot';

type Given = {
  address: URLSearchParams;
  /** Nothing is outside of it. */
  whole: TimeSpan;
};

/**
 * The stretch of time that is shown; none was chosen: undefined. It begins with the one in the address and follows it when
 * somebody changes it there. What was chosen is told to the address by `written`, once it rests: to write there at each turn
 * of a wheel would be late, and browsers refuse it.
 */
export function useSpanInAddress({ address, whole }: Given) {
  const [chosen, setSpan] = useState(() => spanOf(address, whole));
  const inAddress = `${address.get('from') ?? ''} ${address.get('to') ?? ''}`;
  const own = useRef(inAddress);
  const latest = useRef({ address, whole });
  useEffect(() => {
    latest.current = { address, whole };
  });
  useEffect(() => {
    if (inAddress === own.current) return;
    own.current = inAddress;
    setSpan(spanOf(latest.current.address, latest.current.whole));
  }, [inAddress]);
  return {
    chosen,
    setSpan,
    /** What goes into the address for a stretch, which is not to be followed from there. */
    written: (span: TimeSpan): { from: string; to: string } => {
      const [from, to] = [String(Math.round(span.from)), String(Math.round(span.to))];
      own.current = `${from} ${to}`;
      return { from, to };
    },
  };
}

/** The stretch that stands in the address; none when it stands there wrong or not at all. */
function spanOf(address: URLSearchParams, whole: TimeSpan): TimeSpan | undefined {
  const [from, to] = ['from', 'to'].map((name) => Number(address.get(name) ?? Number.NaN));
  if (from === undefined || to === undefined || !(from < to)) return undefined;
  return within({ from, to }, whole);
}
