import { wholeOf } from '../../kit/clinic';
import type { TimeSpan } from '../../kit/plot';

/** So many visits are shown beside readings at first: decades of them would press the readings to the edge. */
const visitsAtFirst = 50;

/** Instants in ms: of the first and last readings, and of visits in the order of time. */
type Instants = {
  readonly read: readonly number[];
  readonly visits: readonly number[];
  readonly now: number;
};

/** All that can be shown, and what is shown until somebody chooses. */
export function plottedSpans({ read, visits, now }: Instants): { whole: TimeSpan; first: TimeSpan } {
  const whole = wholeOf([...read, ...visits], now);
  const first = read.length > 0 ? wholeOf([...read, ...visits.slice(-visitsAtFirst)], now) : whole;
  return { whole, first };
}
