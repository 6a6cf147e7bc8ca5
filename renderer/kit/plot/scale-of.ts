import { type CurveLane, pointsAround } from './lanes';
import { lengthOf, type TimeSpan } from './time-span';
import { type ValueScale, valueScale } from './value-scale';

/** Px between two marks of the axis, at least. */
const tickRoom = 28;

/**
 * The scale that shows all of a lane in a stretch of time: its values, what visits noted, and the limits. A limit far away
 * from every value is left out, or the curve would be a flat line.
 */
export function scaleOf(lane: CurveLane, span: TimeSpan, height: number): ValueScale {
  const most = Math.max(Math.floor(height / tickRoom), 2);
  if (lane.ends) {
    const { low, high } = lane.ends;
    return { low, high, ticks: [low, (low + high) / 2, high] };
  }
  let [low, high] = [Infinity, -Infinity];
  const take = (value: number) => {
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { points } of lane.lines) {
    for (const point of pointsAround(points, span)) {
      take(point.low);
      take(point.high);
    }
  }
  for (const { from, to, value } of lane.noted ?? []) if (to >= span.from && from <= span.to) take(value);
  const limits = lane.lines
    .flatMap(({ bands }) => bands)
    .filter(({ from = -Infinity, until = Infinity }) => from < span.to && until > span.from)
    .flatMap((band) => [band.low, band.high])
    .filter((limit) => limit !== undefined);
  const isEmpty = low > high;
  const reach = Math.max(high - low, Math.abs(high) * 0.15);
  for (const limit of limits) if (isEmpty || (limit > low - reach && limit < high + reach)) take(limit);
  // Nothing to be seen has no numbers beside it.
  if (low > high) return { low: 0, high: 1, ticks: [] };
  const air = (high - low) * 0.04;
  return valueScale(low - air, high + air, most);
}

/** So many ms are so many px. */
export const millisecondsOf = (px: number, span: TimeSpan, width: number): number =>
  (px / Math.max(width, 1)) * lengthOf(span);
