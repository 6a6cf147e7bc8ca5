import { besidePaper, type Frame, type Pen, triangle, xOf, yOf } from './frame';
import type { Inks } from './inks';
import {
  type Band,
  type CurveLane,
  middleOf,
  type PlotLine,
  type PlotPoint,
  pointsAround,
  type Side,
  sideOf,
} from './lanes';
import { paintNoted } from './paint-noted';

/** Marks closer than this would run together. */
const apart = 9;
/** A stretch without a value that is so many times as long as is usual parts the line: nobody knows how it was then. */
const gapFactor = 8;
/** Values further apart than this on the paper are dots as well as a line. */
const dotsFrom = 5;

/** Half pixels make hairlines sharp. */
const sharp = (value: number) => Math.round(value) + 0.5;

/** Draws a lane of curves anew: grid, band, range around the mean, line, what is outside, what was noted at visits. */
export function paintCurves(
  pen: Pen,
  lane: CurveLane,
  frame: Frame,
  inks: Inks,
  ticks: readonly number[],
): void {
  pen.clearRect(-besidePaper, 0, frame.width + 2 * besidePaper, frame.height);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, frame.width, frame.height);
  pen.clip();
  for (const line of lane.lines) paintBands(pen, line, frame, inks);
  paintGrid(pen, frame, inks, ticks);
  for (const line of lane.lines) paintLimits(pen, line, frame, inks);
  for (const [index, line] of lane.lines.entries()) {
    paintLine(pen, line, frame, inks, inks.lines[index] ?? inks.lines[0] ?? '');
  }
  pen.restore();
  paintNoted(pen, lane, { frame, inks });
}

function paintGrid(pen: Pen, frame: Frame, inks: Inks, ticks: readonly number[]): void {
  pen.strokeStyle = inks.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const at of ticks) {
    const x = sharp(xOf(frame, at));
    pen.moveTo(x, 0);
    pen.lineTo(x, frame.height);
  }
  for (const value of frame.scale.ticks) {
    const y = sharp(yOf(frame, value));
    pen.moveTo(0, y);
    pen.lineTo(frame.width, y);
  }
  pen.stroke();
}

/** The rectangle of the paper where a band holds; its ends are those of the paper where it has none. */
function bandBox({ low, high, from, until }: Band, frame: Frame) {
  const left = from === undefined ? 0 : Math.max(xOf(frame, from), 0);
  const right = until === undefined ? frame.width : Math.min(xOf(frame, until), frame.width);
  const top = high === undefined ? 0 : Math.max(yOf(frame, high), 0);
  const bottom = low === undefined ? frame.height : Math.min(yOf(frame, low), frame.height);
  return { left, right, top, bottom, isEmpty: right <= left || (low === undefined && high === undefined) };
}

function paintBands(pen: Pen, { bands }: PlotLine, frame: Frame, inks: Inks): void {
  pen.fillStyle = inks.band;
  for (const band of bands) {
    const { left, right, top, bottom, isEmpty } = bandBox(band, frame);
    if (!isEmpty && bottom > top) pen.fillRect(left, top, right - left, bottom - top);
  }
}

function paintLimits(pen: Pen, { bands }: PlotLine, frame: Frame, inks: Inks): void {
  pen.strokeStyle = inks.limit;
  pen.lineWidth = 1;
  pen.setLineDash([4, 3]);
  pen.beginPath();
  for (const band of bands) {
    const { left, right, isEmpty } = bandBox(band, frame);
    if (isEmpty) continue;
    for (const value of [band.low, band.high]) {
      if (value === undefined) continue;
      const y = sharp(yOf(frame, value));
      pen.moveTo(left, y);
      pen.lineTo(right, y);
    }
  }
  pen.stroke();
  pen.setLineDash([]);
}

/** The distance in time that most points have from the one before. */
function usualGap(points: readonly PlotPoint[]): number {
  const gaps = points.slice(1).map((point, index) => point.at - (points[index]?.at ?? 0));
  return gaps.toSorted((one, other) => one - other)[gaps.length >> 1] ?? 0;
}

/** Points between which a line may be drawn. */
export function unbroken(points: readonly PlotPoint[], every: number): PlotPoint[][] {
  const longest = Math.max(usualGap(points), every) * gapFactor;
  const runs: PlotPoint[][] = [];
  let before: PlotPoint | undefined;
  for (const point of points) {
    const run = runs.at(-1);
    if (run && before && point.at - before.at <= longest) run.push(point);
    else runs.push([point]);
    before = point;
  }
  return runs;
}

function paintLine(pen: Pen, line: PlotLine, frame: Frame, inks: Inks, ink: string): void {
  const points = pointsAround(line.points, frame.span);
  if (points.length === 0) return;
  const x = (point: PlotPoint) => xOf(frame, middleOf(point, line.every));
  const runs = unbroken(points, line.every);
  pen.lineJoin = 'round';
  for (const run of runs) paintRange(pen, run, x, frame, inks, ink);
  paintOutsideRange(pen, line, runs, x, frame, inks);
  pen.strokeStyle = ink;
  pen.lineWidth = inks.width;
  pen.beginPath();
  for (const run of runs) {
    for (const [index, point] of run.entries()) {
      if (index === 0) pen.moveTo(x(point), yOf(frame, point.mean));
      else pen.lineTo(x(point), yOf(frame, point.mean));
    }
  }
  pen.stroke();
  paintDots(pen, runs, x, frame, ink);
  paintOutside(pen, points, line, x, frame, inks);
}

type Place = (point: PlotPoint) => number;

function rangePath(pen: Pen, run: readonly PlotPoint[], x: Place, frame: Frame): void {
  for (const [index, point] of run.entries()) {
    if (index === 0) pen.moveTo(x(point), yOf(frame, point.high));
    else pen.lineTo(x(point), yOf(frame, point.high));
  }
  for (let index = run.length - 1; index >= 0; index -= 1) {
    const point = run[index];
    if (point) pen.lineTo(x(point), yOf(frame, point.low));
  }
  pen.closePath();
}

/** From the lowest to the highest value of each stretch. */
function paintRange(
  pen: Pen,
  run: readonly PlotPoint[],
  x: Place,
  frame: Frame,
  inks: Inks,
  ink: string,
): void {
  if (!run.some(({ low, high }) => high > low)) return;
  pen.fillStyle = ink;
  pen.globalAlpha = inks.range;
  pen.beginPath();
  rangePath(pen, run, x, frame);
  pen.fill();
  pen.globalAlpha = 1;
}

/** The part of the range beyond the limits, in the colour of what is outside. */
function paintOutsideRange(
  pen: Pen,
  { bands }: PlotLine,
  runs: readonly PlotPoint[][],
  x: Place,
  frame: Frame,
  inks: Inks,
): void {
  const ranges = runs.filter((run) => run.some(({ low, high }) => high > low));
  if (ranges.length === 0) return;
  pen.fillStyle = inks.outside;
  for (const band of bands) {
    const { left, right, top, bottom, isEmpty } = bandBox(band, frame);
    if (isEmpty) continue;
    pen.save();
    pen.beginPath();
    pen.rect(left, 0, right - left, top);
    pen.rect(left, bottom, right - left, frame.height - bottom);
    pen.clip();
    pen.globalAlpha = Math.min(inks.range * 2.2, 1);
    pen.beginPath();
    for (const run of ranges) rangePath(pen, run, x, frame);
    pen.fill();
    pen.restore();
  }
}

/** A dot for each value that stands alone on the paper. */
function paintDots(pen: Pen, runs: readonly PlotPoint[][], x: Place, frame: Frame, ink: string): void {
  pen.fillStyle = ink;
  pen.beginPath();
  for (const run of runs) {
    const [first, last] = [run[0], run.at(-1)];
    const isSparse = first && last && (x(last) - x(first)) / Math.max(run.length - 1, 1) >= dotsFrom;
    if (!isSparse && run.length > 1) continue;
    for (const point of run) {
      pen.moveTo(x(point) + 2, yOf(frame, point.mean));
      pen.arc(x(point), yOf(frame, point.mean), 2, 0, 2 * Math.PI);
    }
  }
  pen.fill();
}

/** A triangle that points up above the band and down below it, at the value that is furthest outside in its place. */
function paintOutside(
  pen: Pen,
  points: readonly PlotPoint[],
  { bands }: PlotLine,
  x: Place,
  frame: Frame,
  inks: Inks,
): void {
  pen.fillStyle = inks.outside;
  pen.strokeStyle = inks.ground;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const { point, side } of outsideMarks(points, bands, x)) {
    triangle(pen, { x: x(point), y: yOf(frame, side === 'above' ? point.high : point.low), side });
  }
  pen.stroke();
  pen.fill();
}

/** Of the values outside that would touch on the paper, the one furthest outside. */
function outsideMarks(points: readonly PlotPoint[], bands: readonly Band[], x: Place) {
  const marks: { point: PlotPoint; side: Side }[] = [];
  const last = new Map<Side, number>();
  for (const point of points) {
    const side = sideOf(point, bands);
    if (!side) continue;
    const index = last.get(side);
    const before = index === undefined ? undefined : marks[index];
    if (index === undefined || !before || x(point) - x(before.point) >= apart) {
      last.set(side, marks.push({ point, side }) - 1);
      continue;
    }
    const isFurther = side === 'above' ? point.high > before.point.high : point.low < before.point.low;
    if (isFurther) marks[index] = { point, side };
  }
  return marks;
}
