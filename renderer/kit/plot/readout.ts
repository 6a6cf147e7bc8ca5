import { formatDate, formatInstant, formatNumber } from '../format';
import { wallClockOf } from '../../../shared/rules/time';
import {
  type Bar,
  type BarsLane,
  type CurveLane,
  indexAt,
  type Lane,
  type Mark,
  type MarksLane,
  nearestPoint,
  type PlotPoint,
  type Side,
  sideOf,
  sideOfNoted,
} from './lanes';
import { day, type TimeSpan } from './time-span';

/** "7.1", or "7.1 (3.8–12.4)" where it stands for several values. */
export function writePoint(point: PlotPoint, write: CurveLane['write']): string {
  const mean = write(point.mean);
  if (point.low === point.high) return mean;
  return `${mean} (${write(point.low)}–${write(point.high)})`;
}

/** "14 Sep 2026 09:30", or only the day where no more is known of something that took place on one. */
export function writeWhen({ from, to }: TimeSpan, timeZone: string): string {
  if (to - from < day / 2) return formatInstant(new Date(from), timeZone);
  return formatDate(wallClockOf(new Date(from), timeZone).date);
}

export type ReadValue = { readonly key: string; readonly text: string; readonly side?: Side };

/** What a lane of curves says at an instant; `reach` in ms. */
function readCurve(lane: CurveLane, at: number, reach: number): ReadValue[] {
  const read = lane.lines.flatMap((line) => {
    const point = nearestPoint(line, at, reach);
    if (!point) return [];
    const side = sideOf(point, line.bands);
    const name = line.label && lane.lines.length > 1 ? `${line.label} ` : '';
    return [
      {
        key: line.key,
        text: `${name}${writePoint(point, lane.write)} ${lane.unit}`,
        ...(side && { side }),
      },
    ];
  });
  const noted = (lane.noted ?? [])
    .filter(({ from, to }) => at >= from - reach && at <= to + reach)
    .map((each, index) => {
      const side = sideOfNoted(lane, each);
      const text = `${each.label} ${lane.write(each.value)} ${lane.unit}`;
      return { key: `noted ${index}`, text, ...(side && { side }) };
    });
  return [...read, ...noted.slice(0, 2)];
}

/** Until when a bar is drawn: to now while it lasts, a day long where nobody wrote when it ended. */
export const endOf = (bar: Bar, now: number): number =>
  bar.to ?? (bar.isEndUnknown ? bar.from + day : Math.max(now, bar.from));

/** The marks or bars of a lane that are in a stretch. */
export function shownIn(lane: MarksLane | BarsLane, span: TimeSpan, now: number): readonly (Mark | Bar)[] {
  if (lane.kind === 'marks') return lane.marks.filter(({ from, to }) => to >= span.from && from <= span.to);
  return lane.bars.filter((bar) => bar.from <= span.to && endOf(bar, now) >= span.from);
}

/** The marks within reach of an instant, the nearest first. */
export function marksAt(marks: readonly Mark[], at: number, reach: number): Mark[] {
  const away = ({ from, to }: Mark) => (at < from ? from - at : at > to ? at - to : 0);
  return marks.filter((mark) => away(mark) <= reach).toSorted((one, other) => away(one) - away(other));
}

/** What any lane says at an instant, a few short texts. */
export function readLane(
  lane: Lane,
  at: number,
  reach: number,
  { now, timeZone }: { now: number; timeZone: string },
): ReadValue[] {
  if (lane.kind === 'curve') return readCurve(lane, at, reach);
  if (lane.kind === 'marks') {
    const near = marksAt(lane.marks, at, reach);
    const [first] = near;
    if (!first) return [];
    const more = near.length > 1 ? ` and ${near.length - 1} more` : '';
    return [{ key: first.key, text: `${writeWhen(first, timeZone)}: ${first.label}${more}` }];
  }
  return lane.bars
    .filter((bar) => at >= bar.from && at <= endOf(bar, now))
    .map((bar) => ({ key: bar.key, text: bar.label }));
}

/** How many values of a lane were written at visits in a stretch, and how many of them are outside the limits. */
export function notedIn(lane: CurveLane, span: TimeSpan): { outside: number; all: number } {
  const shown = (lane.noted ?? []).filter(({ from, to }) => to >= span.from && from <= span.to);
  return { outside: shown.filter((each) => sideOfNoted(lane, each)).length, all: shown.length };
}

/** "3 at visits", "1 of them outside the limits"; '' of none. */
export function notedWords({ outside, all }: { outside: number; all: number }) {
  return {
    all: all > 0 ? `${formatNumber(all)} at visits` : '',
    outside: outside > 0 ? `${formatNumber(outside)} of them outside the limits` : '',
  };
}

/** How many values of a lane in a stretch are outside of their band, and of how many. */
export function outsideIn(lane: CurveLane, span: TimeSpan): { outside: number; all: number } {
  let [outside, all] = [0, 0];
  for (const { points, bands } of lane.lines) {
    for (let index = indexAt(points, span.from); index < indexAt(points, span.to); index += 1) {
      const point = points[index];
      if (!point) continue;
      all += point.count;
      outside += point.outside ?? (sideOf(point, bands) ? 1 : 0);
    }
  }
  return { outside, all };
}
