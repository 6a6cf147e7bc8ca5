import { addDays, instantOf } from '../../../shared/rules/time';
import { type ReadingCode, readingCodes } from '../../../shared/schema';
import type { DayOfKind } from '../../core/ports/readings';
import { READ_LIMIT_MS } from '../readers';
import type { ObjectId, ReadingCollections, RollupDocument } from './collections';
import { LEVELS, QUARTER_MS } from './rollups';
import { wholeSteps } from './spans';

const codes = readingCodes.map(({ value }) => value);
const [, TWO_HOURS_MS] = LEVELS;

type Asked = {
  readonly patient: ObjectId;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
};
type Day = { readonly date: string; readonly from: number; readonly to: number };

/**
 * What was read on each day of a time zone, by kind. Two hours are read as one; only where a day begins within two hours
 * (in most time zones), their quarters are, for days begin at such everywhere.
 */
export async function daysOf(
  { rollups }: ReadingCollections,
  { patient, from, to, timeZone }: Asked,
): Promise<DayOfKind[]> {
  const days = daysBetween(from, to, timeZone);
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const parted = new Set(
    [...days.map((day) => day.from), last.to].map((at) => blockOf(at)).filter((block) => block !== null),
  );
  const quarters = [...parted].flatMap((block) =>
    Array.from({ length: TWO_HOURS_MS / QUARTER_MS }, (_, index) => new Date(block + index * QUARTER_MS)),
  );
  const find = (every: number, at: object) =>
    rollups
      .find<Figures>(
        { patient, kind: { $in: codes }, every, at },
        { projection: { run: 0, first: 0, latest: 0 }, maxTimeMS: READ_LIMIT_MS, batchSize: 5_000 },
      )
      .toArray();
  const [whole, parts] = await Promise.all([
    find(TWO_HOURS_MS, { $gte: new Date(first.from), $lt: new Date(last.to) }),
    find(QUARTER_MS, { $in: quarters }),
  ]);
  return together(days, [...whole.filter(({ at }) => !parted.has(at.getTime())), ...parts]);
}

function daysBetween(from: string, to: string, timeZone: string): Day[] {
  const begins = (date: string) => instantOf(date, '00:00', timeZone).getTime();
  const days: Day[] = [];
  for (let date = from; date <= to; date = addDays(date, 1))
    days.push({ date, from: days.at(-1)?.to ?? begins(date), to: begins(addDays(date, 1)) });
  return days;
}

/** The two hours that an instant parts; null when it lies between them. */
function blockOf(at: number): number | null {
  const { from } = wholeSteps({ from: at, to: at }, TWO_HOURS_MS);
  return from === at ? null : from;
}

type Figures = Pick<RollupDocument, 'at' | 'count' | 'min' | 'max' | 'sum' | 'outside'> & {
  kind: ReadingCode;
};

function together(days: readonly Day[], found: Figures[]): DayOfKind[] {
  const sorted = found.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const ofDays = new Map<string, DayOfKind>();
  let at = 0;
  for (const { kind, count, min, max, sum, outside, ...each } of sorted) {
    while (each.at.getTime() >= (days[at]?.to ?? Number.POSITIVE_INFINITY)) at += 1;
    const day = days[at];
    if (!day || each.at.getTime() < day.from) continue;
    const key = `${day.date} ${kind}`;
    const before = ofDays.get(key);
    ofDays.set(key, {
      ...{ date: day.date, kind },
      count: count + (before?.count ?? 0),
      min: Math.min(min, before?.min ?? min),
      max: Math.max(max, before?.max ?? max),
      sum: sum + (before?.sum ?? 0),
      outside: outside + (before?.outside ?? 0),
    });
  }
  return [...ofDays.values()];
}
