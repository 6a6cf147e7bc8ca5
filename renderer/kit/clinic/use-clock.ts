import { wallClockOf } from '../../../shared/rules/time';
import { useNow, useTimeZone } from '../data';
import type { WallClock } from './status';

/** Date and time on the clinic's wall, moving on every few seconds. */
export function useClock(): WallClock {
  const now = useNow(10_000);
  return wallClockOf(now, useTimeZone());
}
