import { useEffect, useRef, useState } from 'react';
import { addDays, instantOf } from '../../../shared/rules/time';
import { isCalendarDate } from '../../../shared/schema';
import type { TimeSpan } from '../../kit/plot';
import { within } from '../../kit/plot';

type Given = {
  address: URLSearchParams;
  /** Nothing is outside of it. */
  whole: TimeSpan;
  /** Of the clinic, whose days are meant. */
  timeZone: string;
};

/**
 * The stretch of time that is shown; none was chosen: undefined. It begins with the one in the address and follows it when
 * somebody changes it there. What was chosen is told to the address by `written`, once it rests: to write there at each turn
 * of a wheel would be late, and browsers refuse it.
 */
export function useSpanInAddress(given: Given) {
  const { address } = given;
  const [chosen, setSpan] = useState(() => spanOf(given));
  const inAddress = `${address.get('from') ?? ''} ${address.get('to') ?? ''}`;
  const own = useRef(inAddress);
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  useEffect(() => {
    if (inAddress === own.current) return;
    own.current = inAddress;
    setSpan(spanOf(latest.current));
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

/**
 * The stretch that stands in the address: instants in ms, or days of the clinic (`2026-11-05`), both included; one end alone
 * reaches as far as there is something. None when it stands there wrong or not at all.
 */
function spanOf({ address, whole, timeZone }: Given): TimeSpan | undefined {
  const ends = [address.get('from'), address.get('to')];
  if (ends.every((end) => end === null)) return undefined;
  const [from = whole.from, to = whole.to] = ends.map((end, index) => {
    if (end === null) return undefined;
    if (!isCalendarDate(end)) return Number(end);
    return instantOf(addDays(end, index), '00:00', timeZone).getTime();
  });
  return from < to ? within({ from, to }, whole) : undefined;
}
