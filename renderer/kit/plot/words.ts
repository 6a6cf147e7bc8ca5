import { counted } from '../../../shared/rules/counted';
import { formatInstant, formatNumber } from '../format';
import type { Lane, PlotLine } from './lanes';
import { indexAt } from './lanes';
import { notedIn, notedWords, outsideIn, readLane, shownIn } from './readout';
import type { TimeSpan } from './time-span';

const values = { one: 'value', many: 'values' };

type Where = { now: number; timeZone: string };

/** What a plot shows, for those who do not see it: the stretch, and of each lane how much and from which value to which. */
export function plotInWords(lanes: readonly Lane[], span: TimeSpan, { now, timeZone }: Where): string {
  const stretch = `${formatInstant(new Date(span.from), timeZone)} to ${formatInstant(new Date(span.to), timeZone)}`;
  return [stretch, ...lanes.map((lane) => laneInWords(lane, span, now))].join('. ');
}

function laneInWords(lane: Lane, span: TimeSpan, now: number): string {
  if (lane.kind === 'marks') {
    return `${lane.label}: ${shownIn(lane, span, now).length}`;
  }
  if (lane.kind === 'bars') {
    const shown = shownIn(lane, span, now);
    return `${lane.label}: ${shown.map(({ label }) => label).join(', ') || 'none'}`;
  }
  const { all, outside } = outsideIn(lane, span);
  const noted = notedWords(notedIn(lane, span));
  const atVisits = [noted.all, noted.outside].filter(Boolean).join(', ');
  if (all === 0) return `${lane.label}: ${atVisits || 'nothing in this time'}`;
  const ranges = lane.lines.map((line) => {
    const range = rangeOf(line, span);
    const name = lane.lines.length > 1 && line.label ? `${line.label} ` : '';
    return range ? `${name}${lane.write(range.low)} to ${lane.write(range.high)}` : '';
  });
  const beyond = outside > 0 ? `, ${formatNumber(outside)} outside the limits` : '';
  return `${lane.label}: ${counted(all, values)}, ${ranges.filter(Boolean).join(', ')} ${lane.unit}${beyond}${atVisits && `, ${atVisits}`}`;
}

function rangeOf({ points }: PlotLine, span: TimeSpan): { low: number; high: number } | undefined {
  const shown = points.slice(indexAt(points, span.from), indexAt(points, span.to));
  if (shown.length === 0) return undefined;
  return {
    low: shown.reduce((least, { low }) => Math.min(least, low), Infinity),
    high: shown.reduce((most, { high }) => Math.max(most, high), -Infinity),
  };
}

/** What every lane says at an instant. */
export function instantInWords(lanes: readonly Lane[], at: number, reach: number, where: Where): string {
  const said = lanes.flatMap((lane) => {
    const read = readLane(lane, at, reach, where);
    if (read.length === 0) return [];
    const texts = read.map(({ text, side }) => (side ? `${text}, ${side} the limit` : text));
    return [`${lane.label} ${texts.join(', ')}`];
  });
  return [formatInstant(new Date(at), where.timeZone), ...said].join('. ');
}
