import type { TimeSpan } from './time-span';

/** What was measured at one time, or during a stretch that begins there; a single value has it as low, high and mean. */
export type PlotPoint = {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** How many values it stands for. */
  readonly count: number;
  /** How many of them are outside of their band; where it is not given, one if the point is. */
  readonly outside?: number;
};

/** What counts as usual, from `from` until `until` where it changes with age. A value outside of it is marked. */
export type Band = {
  readonly low?: number;
  readonly high?: number;
  /** The first value that is above, where that is not just any above `high`. */
  readonly over?: number;
  readonly from?: number;
  readonly until?: number;
};

export type PlotLine = {
  readonly key: string;
  /** Where a lane has several: "Systolic". */
  readonly label?: string;
  /** In order of time. */
  readonly points: readonly PlotPoint[];
  /** The length of the stretches that points stand for, in ms; 0: each is one value. */
  readonly every: number;
  readonly bands: readonly Band[];
};

/** A value that was written at a visit: at a time, or some time during a day. */
export type Noted = TimeSpan & { readonly value: number; readonly label: string; readonly line: string };

export type CurveLane = {
  readonly kind: 'curve';
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  /** A value as text, without its unit. */
  readonly write: (value: number) => string;
  readonly lines: readonly PlotLine[];
  readonly noted?: readonly Noted[];
  /** Where the axis always goes from and to: severity has its own ends. */
  readonly ends?: { readonly low: number; readonly high: number };
};

/** Something that happened: at a time, or some time during a day. */
export type Mark = TimeSpan & {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  /** A route of the app. */
  readonly opens?: string;
};

export type MarksLane = {
  readonly kind: 'marks';
  readonly key: string;
  readonly label: string;
  /** In order of time. */
  readonly marks: readonly Mark[];
};

/** Something that lasted. Without an end it lasts; `isEndUnknown`: it ended, nobody wrote when. */
export type Bar = {
  readonly key: string;
  readonly from: number;
  readonly to?: number;
  readonly isEndUnknown?: boolean;
  readonly label: string;
  readonly detail?: string;
  readonly opens?: string;
};

export type BarsLane = {
  readonly kind: 'bars';
  readonly key: string;
  readonly label: string;
  readonly bars: readonly Bar[];
};

/** One row of a plot; all rows share the time axis. */
export type Lane = CurveLane | MarksLane | BarsLane;

export type Side = 'above' | 'below';

/** Below or above what is usual; a stretch is judged by its lowest and highest value. */
export function sideOf(
  point: Pick<PlotPoint, 'at' | 'low' | 'high'>,
  bands: readonly Band[],
): Side | undefined {
  const band = bandAt(bands, point.at);
  const { high = Infinity, over } = band ?? {};
  if (over === undefined ? point.high > high : point.high >= over) return 'above';
  if (band?.low !== undefined && point.low < band.low) return 'below';
  return undefined;
}

/** Where a value of a visit stands to the limits of its line; one of which only the day is known as at the middle of it. */
export function sideOfNoted({ lines }: Pick<CurveLane, 'lines'>, noted: Noted): Side | undefined {
  const { from, to, value, line } = noted;
  const bands = lines.find(({ key }) => key === line)?.bands ?? [];
  return sideOf({ at: (from + to) / 2, low: value, high: value }, bands);
}

/** The band that holds at an instant. */
function bandAt(bands: readonly Band[], at: number): Band | undefined {
  return bands.find(({ from = -Infinity, until = Infinity }) => at >= from && at < until);
}

/** Where the first point at or after an instant stands; the number of points when all are before it. */
export function indexAt(points: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The middle of what a point stands for. */
export const middleOf = (point: PlotPoint, every: number): number => point.at + every / 2;

/** The points in a stretch with one more at each side, to which lines go out of sight. */
export function pointsAround(points: readonly PlotPoint[], span: TimeSpan): readonly PlotPoint[] {
  const first = Math.max(indexAt(points, span.from) - 1, 0);
  return points.slice(first, indexAt(points, span.to) + 1);
}

/** The point nearest to an instant, if one is no further than `reach` from it. */
export function nearestPoint(line: PlotLine, at: number, reach: number): PlotPoint | undefined {
  const { points, every } = line;
  const index = indexAt(points, at - every / 2);
  const near = [points[index - 1], points[index], points[index + 1]].filter((each) => each !== undefined);
  const away = (point: PlotPoint) => Math.abs(middleOf(point, every) - at);
  const nearest = near.toSorted((one, other) => away(one) - away(other))[0];
  return nearest && away(nearest) <= reach + every / 2 ? nearest : undefined;
}
