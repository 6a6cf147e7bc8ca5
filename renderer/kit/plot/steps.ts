import { type CurveLane, indexAt, type Lane, middleOf } from './lanes';

/** Instants at which a lane has something to say, next to one: the nearest before or after it. */
function nextIn(lane: Lane, at: number, direction: 1 | -1): number[] {
  if (lane.kind === 'curve') return nextInCurve(lane, at, direction);
  const starts =
    lane.kind === 'marks'
      ? lane.marks.map(({ from, to }) => (from + to) / 2)
      : lane.bars.map(({ from }) => from);
  return starts.filter((each) => (direction === 1 ? each > at + 1 : each < at - 1));
}

function nextInCurve({ lines, noted = [] }: CurveLane, at: number, direction: 1 | -1): number[] {
  const measured = lines.flatMap(({ points, every }) => {
    const index = indexAt(points, at - every / 2);
    const near = [-2, -1, 0, 1, 2].map((by) => points[index + by]).filter((each) => each !== undefined);
    return near.map((point) => middleOf(point, every));
  });
  const all = [...measured, ...noted.map(({ from, to }) => (from + to) / 2)];
  return all.filter((each) => (direction === 1 ? each > at + 1 : each < at - 1));
}

/** The next instant at which any lane says something, or none. */
export function nextInstant(lanes: readonly Lane[], at: number, direction: 1 | -1): number | undefined {
  const all = lanes.flatMap((lane) => nextIn(lane, at, direction));
  if (all.length === 0) return undefined;
  return direction === 1 ? Math.min(...all) : Math.max(...all);
}
