import { describe, expect, it } from 'vitest';
import { rowsOf } from './BarsField';
import {
  type BarsLane,
  type CurveLane,
  type MarksLane,
  nearestPoint,
  type PlotLine,
  type PlotPoint,
  sideOf,
} from './lanes';
import { groupMarks } from './MarksField';
import { looksOfNoted } from './NotedLegend';
import { xOf, yOf } from './frame';
import { paintCurves, unbroken } from './paint';
import { placeOfNoted } from './paint-noted';
import { outsideIn, readLane, shownIn } from './readout';
import { scaleOf } from './scale-of';
import { nextInstant } from './steps';
import { day, hour } from './time-span';
import { valueScale } from './value-scale';
import { plotInWords } from './words';

const point = (at: number, value: number): PlotPoint => ({
  at,
  low: value,
  high: value,
  mean: value,
  count: 1,
});
const glucose = (points: readonly PlotPoint[], more: Partial<PlotLine> = {}): CurveLane => ({
  kind: 'curve',
  key: 'glucose',
  label: 'Glucose',
  unit: 'mg/dL',
  write: (value) => value.toFixed(0),
  lines: [{ key: '2339-0', points, every: 0, bands: [{ low: 70, high: 180 }], ...more }],
});

/**
 * A pen that knows how far to each side it was seen to draw, with what the clip of the moment cuts off, and how far it
 * emptied the paper. Only what is filled or stroked is drawn.
 */
function paperOf(width: number) {
  const drawn: number[] = [];
  const cleared = { from: 0, to: width };
  const everything = { from: -Infinity, to: Infinity };
  let clip = everything;
  const kept: (typeof clip)[] = [];
  let path: number[] = [];
  const draw = () => drawn.push(...path.map((x) => Math.min(Math.max(x, clip.from), clip.to)));
  const calls: Readonly<Record<string, (...given: number[]) => void>> = {
    save: () => kept.push(clip),
    restore: () => (clip = kept.pop() ?? everything),
    beginPath: () => (path = []),
    rect: (left = 0, _top = 0, wide = 0) => path.push(left, left + wide),
    moveTo: (x = 0) => path.push(x),
    lineTo: (x = 0) => path.push(x),
    clip: () =>
      (clip = {
        from: Math.max(clip.from, Math.min(...path)),
        to: Math.min(clip.to, Math.max(...path)),
      }),
    fill: draw,
    stroke: draw,
    clearRect: (left = 0, _top = 0, wide = 0) => Object.assign(cleared, { from: left, to: left + wide }),
  };
  const pen = new Proxy({} as CanvasRenderingContext2D, {
    get: (_, name) => calls[String(name)] ?? (() => {}),
    set: () => true,
  });
  return { pen, drawn, cleared };
}

describe('the axis of values', () => {
  it('has round marks within what is measured', () => {
    expect(valueScale(61, 187, 4).ticks).toEqual([100, 150]);
    expect(valueScale(36.1, 39.4, 5).ticks).toEqual([37, 38, 39]);
    expect(valueScale(0, 10, 5).ticks).toEqual([0, 2, 4, 6, 8, 10]);
    expect(valueScale(0, 0.5, 5).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    const one = valueScale(72, 72, 3);
    expect(one.low).toBeLessThan(72);
    expect(one.high).toBeGreaterThan(72);
  });

  it('holds every value and the limits near them; a limit far away does not flatten the curve', () => {
    const span = { from: 0, to: day };
    const scale = scaleOf(glucose([point(hour, 110), point(2 * hour, 190)]), span, 120);
    expect(scale.low).toBeLessThanOrEqual(70);
    expect(scale.high).toBeGreaterThanOrEqual(190);
    const far = scaleOf(
      glucose([point(hour, 60), point(2 * hour, 62)], { bands: [{ high: 900 }] }),
      span,
      120,
    );
    expect(far.high).toBeLessThan(100);
    expect(scaleOf(glucose([], { bands: [] }), span, 120).ticks).toEqual([]);
  });

  it('puts later to the right and higher above', () => {
    const frame = {
      span: { from: 0, to: 100 },
      width: 200,
      height: 100,
      scale: { low: 0, high: 10, ticks: [] },
    };
    expect(xOf(frame, 25)).toBe(50);
    expect(yOf(frame, 10)).toBeLessThan(yOf(frame, 0));
  });
});

describe('a value outside its limits', () => {
  it('is told from one on the limit, by the band that held then', () => {
    const bands = [
      { low: 60, high: 100, until: day },
      { low: 50, high: 90, from: day },
    ];
    expect(sideOf(point(hour, 100), bands)).toBeUndefined();
    expect(sideOf(point(hour, 101), bands)).toBe('above');
    expect(sideOf(point(hour, 59), bands)).toBe('below');
    expect(sideOf(point(day, 95), bands)).toBe('above');
    expect(sideOf(point(day, 55), bands)).toBeUndefined();
    const whole = [{ high: 139, over: 140 }];
    expect([139.51, 140].map((value) => sideOf(point(day, value), whole))).toEqual([undefined, 'above']);
  });

  it('is counted by the core where a point stands for many, and said in words', () => {
    const lane = glucose(
      [
        { at: 0, low: 60, high: 200, mean: 120, count: 12, outside: 3 },
        { at: hour, low: 80, high: 90, mean: 85, count: 12, outside: 0 },
      ],
      { every: hour },
    );
    const span = { from: -hour, to: day };
    expect(outsideIn(lane, span)).toEqual({ outside: 3, all: 24 });
    expect(plotInWords([lane], span, { now: day, timeZone: 'UTC' })).toContain(
      'Glucose: 24 values, 60 to 200 mg/dL, 3 outside the limits',
    );
  });

  it('tells of values that were written at visits, also where there are no others', () => {
    const noted = [{ from: hour, to: 2 * hour, value: 110, label: 'At the visit', line: '2339-0' }];
    const span = { from: 0, to: day };
    const words = (lane: CurveLane, of = span) => plotInWords([lane], of, { now: day, timeZone: 'UTC' });
    expect(words({ ...glucose([]), noted })).toContain('Glucose: 1 at visits');
    expect(words({ ...glucose([point(hour, 110)]), noted })).toContain(
      'Glucose: 1 value, 110 to 110 mg/dL, 1 at visits',
    );
    expect(words({ ...glucose([]), noted }, { from: day, to: 2 * day })).toContain('nothing in this time');
  });

  // Seen red with what visits noted never held against the limits.
  it('tells of values of visits that are outside the limits, in words and where they are read out', () => {
    const [low, usual] = [60, 110].map((value, index) => ({
      ...{ from: index * hour, to: index * hour, value, label: 'At the visit', line: '2339-0' },
    }));
    const lane = { ...glucose([]), noted: [low, usual].flatMap((each) => each ?? []) };
    const where = { now: day, timeZone: 'UTC' };
    expect(plotInWords([lane], { from: 0, to: day }, where)).toContain(
      '2 at visits, 1 of them outside the limits',
    );
    expect(readLane(lane, 0, 60_000, where)).toMatchObject([
      { text: 'At the visit 60 mg/dL', side: 'below' },
    ]);
    expect(readLane(lane, hour, 60_000, where)[0]).not.toHaveProperty('side');
  });

  // Seen red with it drawn where the curves are clipped, with too little of the paper cleared, and with a day going on beyond it.
  it('draws what a visit noted whole at the edge, and nothing of another time', () => {
    const frame = { span: { from: 0, to: day }, width: 240 };
    const at = (from: number, to = from) => ({ from, to, value: 1, label: 'At the visit', line: 'x' });
    expect(placeOfNoted(at(day), frame)).toEqual({ left: 240, width: 0 });
    expect(placeOfNoted(at(day + hour), frame)).toBeUndefined();
    expect(placeOfNoted(at(day - 6 * hour, day + 6 * hour), frame)).toEqual({ left: 180, width: 60 });
    const ends = { ...frame, height: 100, scale: valueScale(0, 2, 3) };
    const colours = { outside: '', band: '', limit: '', grid: '', noted: '', ground: '' };
    const inks = { ...colours, lines: [], width: 1, range: 1 };
    const paper = paperOf(ends.width);
    paintCurves(paper.pen, { ...glucose([]), noted: [at(0), at(day)] }, ends, inks, []);
    // Each diamond is five pixels to each side, and its line half of one and a half more.
    expect([Math.min(...paper.drawn), Math.max(...paper.drawn)]).toEqual([-5, 245]);
    expect(paper.cleared.from).toBeLessThan(-5.75);
    expect(paper.cleared.to).toBeGreaterThan(245.75);
  });
});

describe('the lanes of visits and medicines', () => {
  // Seen red with what lasts taken to have ended where it began.
  it('hold nothing in a time before or after all that they have', () => {
    const visits: MarksLane = {
      ...{ kind: 'marks' as const, key: 'v', label: 'Visits' },
      marks: [{ key: 'a', label: 'Review', from: 2 * day, to: 2 * day }],
    };
    const taken = { key: 'm', label: 'Ramipril', from: day };
    const medicines: BarsLane = { kind: 'bars', key: 'm', label: 'Medicines', bars: [taken] };
    const [before, later] = [
      { from: 0, to: day / 2 },
      { from: 3 * day, to: 4 * day },
    ];
    expect([before, later].map((span) => shownIn(visits, span, 9 * day).length)).toEqual([0, 0]);
    expect([before, later].map((span) => shownIn(medicines, span, 9 * day).length)).toEqual([0, 1]);
  });
});

describe('the legend', () => {
  it('tells of the marks of visits that are drawn, and of no others', () => {
    const lane = (from: number, to: number) => ({
      ...glucose([]),
      noted: [{ from, to, value: 110, label: 'At the visit', line: '2339-0' }],
    });
    const timed = lane(hour, hour);
    const dated = lane(0, day);
    const near = { from: 0, to: 3 * day };
    expect(looksOfNoted([timed], near, 600)).toEqual(['diamond']);
    expect(looksOfNoted([dated, timed], near, 600)).toEqual(['diamond', 'box']);
    // From far away a day is no wider than a diamond.
    expect(looksOfNoted([dated], { from: 0, to: 900 * day }, 600)).toEqual(['diamond']);
    expect(looksOfNoted([dated, timed], { from: 9 * day, to: 12 * day }, 600)).toEqual([]);
    expect(looksOfNoted([glucose([point(hour, 110)])], near, 600)).toEqual([]);
  });
});

describe('what is read out', () => {
  const line = glucose([point(hour, 110), point(3 * hour, 190)]);
  const where = { now: day, timeZone: 'UTC' };

  it('is the nearest value within reach, and nothing where none is', () => {
    expect(nearestPoint(line.lines[0] as PlotLine, 1.4 * hour, hour)?.mean).toBe(110);
    expect(nearestPoint(line.lines[0] as PlotLine, 2 * hour, hour / 2)).toBeUndefined();
    expect(readLane(line, 3 * hour, hour, where)).toEqual([
      { key: '2339-0', text: '190 mg/dL', side: 'above' },
    ]);
  });

  it('goes from value to value by keys, through all lanes', () => {
    const visits = {
      kind: 'marks',
      key: 'v',
      label: 'Visits',
      marks: [{ key: 'a', label: 'Review', from: 2 * hour, to: 2 * hour }],
    } as const;
    expect(nextInstant([line, visits], hour, 1)).toBe(2 * hour);
    expect(nextInstant([line, visits], 2 * hour, 1)).toBe(3 * hour);
    expect(nextInstant([line, visits], 2 * hour, -1)).toBe(hour);
    expect(nextInstant([line], 3 * hour, 1)).toBeUndefined();
  });
});

describe('lines, marks and bars', () => {
  it('draws no line through a time in which nothing was measured', () => {
    const points = [0, 1, 2, 3, 40, 41].map((at) => point(at * hour, 100));
    expect(unbroken(points, 0).map((run) => run.length)).toEqual([4, 2]);
  });

  it('puts marks together that would lie over one another, and parts them from nearer', () => {
    const marks = [0, 1, 2].map((number) => ({
      key: `${number}`,
      label: 'Visit',
      from: number * day,
      to: number * day,
    }));
    expect(groupMarks(marks, { from: -day, to: 400 * day }, 800).map((group) => group.marks.length)).toEqual([
      3,
    ]);
    expect(groupMarks(marks, { from: -day, to: 4 * day }, 800)).toHaveLength(3);
  });

  // Seen red with numbers as near to one another as single marks: seven hundred visits lay over each other.
  it('leaves room for the numbers of many marks', () => {
    const marks = Array.from({ length: 700 }, (_, at) => {
      const from = at * 10 * day;
      return { key: `${at}`, label: 'Visit', from, to: from };
    });
    const groups = groupMarks(marks, { from: 0, to: 7_000 * day }, 1_000);
    expect(groups.flatMap((group) => group.marks)).toHaveLength(700);
    const apart = groups.slice(1).map(({ x }, index) => x - (groups[index]?.x ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(27);
  });

  // Seen red with marks drawn up to 14 px beyond the edges, where they were cut.
  it('shows the marks of its time, a long one as far as it is of it, and none beyond', () => {
    const markAt = (from: number, to = from) => ({ key: `${from}`, label: 'Visit', from, to });
    const marks = [markAt(-5 * hour), markAt(-day, 3 * day), markAt(9 * day, 11 * day), markAt(10 * day)];
    const groups = groupMarks(marks, { from: 0, to: 10 * day }, 800);
    expect(groups.map(({ x, width }) => [x, width])).toEqual([
      [0, 240],
      [720, 80],
      [800, 0],
    ]);
    expect(groupMarks([markAt(10 * day + hour)], { from: 0, to: 10 * day }, 800)).toEqual([]);
  });

  it('gives bars of the same time rows of their own; one that lasts goes on to now', () => {
    const bars = [
      { key: 'a', label: 'Ramipril', from: 0, to: 5 * day },
      { key: 'b', label: 'Metformin', from: day },
      { key: 'c', label: 'Ramipril', from: 6 * day },
    ];
    expect(rowsOf(bars, 10 * day).map(({ bar, row }) => [bar.key, row])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ]);
  });
});
