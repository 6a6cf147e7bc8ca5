import { isOutside, type ReadingBand } from '../../../shared/rules/readings/bands';
import { type ReadingCode, readingCodes } from '../../../shared/schema';
import type { ReadingOrigin, ReadingStore, StoredReading } from '../../core/ports/readings';
import { READ_LIMIT_MS } from '../readers';
import type {
  ObjectId,
  ReadingCollections,
  ReadingDocument,
  RollupDocument,
  WithdrawalDocument,
} from './collections';
import { outsideExpression } from './bands';
import { DAY_MS, QUARTER_MS, readingsIn, stepOf } from './rollups';
import { type TimeSpan, wholeSteps } from './spans';

type Of = { readonly patient: ObjectId; readonly kind: ReadingCode };
/** Only what is outside these bands; `isStale`: rollups were counted with others. */
type Outside = { readonly bands: readonly ReadingBand[]; readonly isStale: boolean };
type Paged = {
  readonly span: TimeSpan;
  readonly offset: number;
  readonly limit: number;
  readonly outside?: Outside;
};

/**
 * One page of single readings, newest first. A time series can only be walked from its beginning: the counts of the days
 * tell on which days the page lies, and only those are read.
 */
export async function pageOf(
  collections: ReadingCollections,
  of: Of,
  { span, offset, limit, outside }: Paged,
): ReturnType<ReadingStore['list']> {
  const days = outside
    ? await outsideByDay(collections, of, span, outside)
    : await countsByDay(collections, of, span);
  const total = days.reduce((sum, { count }) => sum + count, 0);
  let before = 0;
  const first = days.findIndex(({ count }) => before + count > offset || (before += count) < 0);
  if (first < 0 || limit < 1) return { rows: [], total };
  let until = first;
  for (let held = 0; until < days.length && held < offset - before + limit; until += 1)
    held += days[until]?.count ?? 0;
  const [newest, oldest] = [days[first], days[until - 1]];
  if (!newest || !oldest) return { rows: [], total };
  const onDays = { from: Math.max(span.from, oldest.at), to: Math.min(span.to, newest.at + DAY_MS) };
  const all = await readingsOf(collections, of, onDays);
  const isWanted = ({ value, takenAt, withdrawn }: StoredReading) =>
    !outside || (!withdrawn && isOutside(outside.bands, value, takenAt));
  const found = all.filter(isWanted);
  found.sort((one, other) => other.takenAt.getTime() - one.takenAt.getTime() || (one.id < other.id ? -1 : 1));
  return { rows: found.slice(offset - before, offset - before + limit), total };
}

/** How many readings there are on each day (UTC) of a span, withdrawn ones too, newest day first. */
async function countsByDay(collections: ReadingCollections, of: Of, span: TimeSpan) {
  const { readings, rollups, withdrawals } = collections;
  const { from, to } = wholeSteps(span, DAY_MS);
  const takenAt = { $gte: new Date(from), $lt: new Date(to) };
  const [days, withdrawn] = await Promise.all([
    rollups.find({ ...of, every: DAY_MS, at: takenAt }, { projection: { at: 1, count: 1 } }).toArray(),
    withdrawals.find({ ...of, takenAt }, { projection: { takenAt: 1 } }).toArray(),
  ]);
  const counts = new Map(days.map(({ at, count }) => [at.getTime(), count] as const));
  for (const each of withdrawn) {
    const day = wholeSteps({ from: each.takenAt.getTime(), to: 0 }, DAY_MS).from;
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  // Of a day that is in the span in part, only that part counts.
  for (const day of new Set([from, to - DAY_MS])) {
    const part = { from: Math.max(span.from, day), to: Math.min(span.to, day + DAY_MS) };
    if (!counts.has(day) || part.to - part.from === DAY_MS) continue;
    const ids = await readings
      .aggregate([{ $match: matching(of, part) }, { $group: { _id: '$_id' } }, { $count: 'count' }])
      .toArray();
    counts.set(day, Number(ids[0]?.count ?? 0));
  }
  return [...counts].map(([at, count]) => ({ at, count })).sort((one, other) => other.at - one.at);
}

/** How many readings are out of band on each day (UTC) of a span, newest day first. */
async function outsideByDay(
  { readings, rollups, withdrawals }: ReadingCollections,
  of: Of,
  span: TimeSpan,
  { bands, isStale }: Outside,
) {
  const { from, to } = wholeSteps(span, DAY_MS);
  const counts = new Map<number, number>();
  const count = async (part: TimeSpan): Promise<void> => {
    const takenAt = { $gte: new Date(part.from), $lt: new Date(part.to) };
    const withdrawn = await withdrawals.find({ ...of, takenAt }, { projection: { _id: 1 } }).toArray();
    const pipeline = [
      ...readingsIn(
        of,
        part,
        withdrawn.map(({ _id }) => _id),
      ),
      { $match: { $expr: outsideExpression(bands, '$v', '$t') } },
      { $group: { _id: stepOf('$t', DAY_MS), count: { $sum: 1 } } },
    ];
    const options = { maxTimeMS: READ_LIMIT_MS };
    const days = await readings.aggregate<{ _id: Date; count: number }>(pipeline, options).toArray();
    for (const { _id, count: found } of days) counts.set(_id.getTime(), found);
  };
  if (isStale) await count(span);
  else {
    const at = { $gte: new Date(from), $lt: new Date(to) };
    const projection = { at: 1, outside: 1 };
    const days = await rollups
      .find({ ...of, every: DAY_MS, at, outside: { $gt: 0 } }, { projection })
      .toArray();
    for (const day of days) counts.set(day.at.getTime(), day.outside);
    // Of a day that is in the span in part, only that part counts.
    for (const day of new Set([from, to - DAY_MS])) {
      const part = { from: Math.max(span.from, day), to: Math.min(span.to, day + DAY_MS) };
      if (part.to - part.from === DAY_MS || !counts.delete(day)) continue;
      await count(part);
    }
  }
  return [...counts]
    .map(([day, found]) => ({ at: day, count: found }))
    .sort((one, other) => other.at - one.at);
}

const matching = ({ patient, kind }: Of, { from, to }: TimeSpan) => ({
  'of.patient': patient,
  'of.kind': kind,
  takenAt: { $gte: new Date(from), $lt: new Date(to) },
});

/** Single readings of a span with what is said of them, in no order, each once. */
export async function readingsOf(
  { readings, withdrawals }: ReadingCollections,
  of: Of,
  span: TimeSpan,
): Promise<StoredReading[]> {
  const match = matching(of, span);
  const [found, withdrawn] = await Promise.all([
    readings.find(match, { maxTimeMS: READ_LIMIT_MS }).toArray(),
    withdrawals.find({ ...of, takenAt: match.takenAt }).toArray(),
  ]);
  const withdrawalOf = new Map(withdrawn.map((each) => [each._id.toHexString(), each] as const));
  const byId = new Map(found.map((document) => [document._id.toHexString(), document] as const));
  return [...byId].map(([id, document]) => storedReading(document, withdrawalOf.get(id)));
}

function storedReading(document: ReadingDocument, withdrawal: WithdrawalDocument | undefined): StoredReading {
  const { _id, of, takenAt, value, given, recordedAt, byName, note } = document;
  return {
    // Only codes of the table are ever stored.
    ...{
      id: _id.toHexString(),
      kind: of.kind as ReadingCode,
      value,
      takenAt,
      recordedAt,
      from: originOf(of.source),
    },
    ...(given ? { given } : {}),
    ...(byName ? { byName } : {}),
    ...(note ? { note } : {}),
    ...(withdrawal
      ? { withdrawn: { at: withdrawal.at, byName: withdrawal.byName, reason: withdrawal.reason } }
      : {}),
  };
}

function originOf(source: string): ReadingOrigin {
  const at = source.indexOf(':');
  const origin = (at < 0 ? source : source.slice(0, at)) as ReadingOrigin['origin'];
  return at < 0 ? { origin } : { origin, name: source.slice(at + 1) };
}

const codes = readingCodes.map(({ value }) => value);

/** Out of band since an instant, by kind, to the quarter of an hour in which it lies. */
export async function outsideSince(
  { rollups }: ReadingCollections,
  patient: ObjectId,
  since: Date,
): Promise<Map<ReadingCode, number>> {
  const found = await rollups
    .aggregate<Pick<RollupDocument, 'outside'> & { _id: ReadingCode }>(
      [
        { $match: { patient, kind: { $in: codes }, every: QUARTER_MS, at: { $gte: since } } },
        { $group: { _id: '$kind', outside: { $sum: '$outside' } } },
      ],
      { maxTimeMS: READ_LIMIT_MS },
    )
    .toArray();
  return new Map(found.map(({ _id, outside }) => [_id, outside] as const));
}
