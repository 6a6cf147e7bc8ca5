import type { ReadingBand } from '../../../shared/rules/readings/bands';
import type { ReadingCode } from '../../../shared/schema';
import type { Curve, Span } from '../../core/ports/readings';
import { READ_LIMIT_MS } from '../readers';
import { outsideExpression } from './bands';
import type { MarkedKind, ObjectId, ReadingCollections, RollupDocument } from './collections';
import { DAY_MS, LEVELS, ofReadings, ofRollups, QUARTER_MS, readingsIn, stepOf } from './rollups';
import { type TimeSpan, wholeSteps } from './spans';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Lengths of spans that people can name. Each from a quarter of an hour on is made of whole rollups of one level. */
const LADDER = [
  ...[1, 5, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28, 56, 112, 224, 448].map((days) => days * DAY_MS),
];

/** So many readings are drawn together while somebody waits (measured: 20,000 in 35 ms); of more, their rollups are. */
const MOST_READINGS = 20_000;

type Asked = {
  readonly patient: ObjectId;
  readonly kind: ReadingCode;
  readonly span: TimeSpan;
  readonly points: number;
  readonly marked: MarkedKind;
  /** Rollups are counted with other bands than these, in part at least. */
  readonly isStale: boolean;
  readonly bands: readonly ReadingBand[];
};

/** The curve of one kind, drawn together in the database into at most so many spans. */
export async function curveOf(collections: ReadingCollections, asked: Asked): Promise<Curve> {
  const { kind, points, marked, isStale, bands } = asked;
  // Years in which nothing was measured must not make the rest coarse.
  const from = Math.max(asked.span.from, marked.first.getTime());
  const to = Math.min(asked.span.to, marked.latest.t.getTime() + 1);
  if (from >= to) return { kind, every: 0, spans: [], bands, isBeingCounted: false };
  const about = await countAbout(collections, asked, { from, to });
  const every = about <= points ? 0 : everyOf({ from, to }, points, about);
  const span = every === 0 ? { from, to } : wholeSteps({ from, to }, every);
  const isFromReadings = every < QUARTER_MS || about <= MOST_READINGS;
  const rows = isFromReadings
    ? await fromReadings(collections, asked, { span, every })
    : await fromRollups(collections, asked, { span, every });
  const spans = rows.map(
    ({ _id, latest, count, sum, min, max, outside }): Span => ({
      ...{ at: _id, count, sum, min, max, outside },
      last: latest.v,
    }),
  );
  // Readings themselves are held against the bands of now.
  return { kind, every, spans, bands, isBeingCounted: isStale && !isFromReadings };
}

function everyOf({ from, to }: TimeSpan, points: number, about: number): number {
  // A span that begins or ends inside a step touches one more of them.
  const atLeast = (to - from) / (points - 1);
  const every = LADDER.find((each) => each >= atLeast) ?? LADDER.at(-1) ?? DAY_MS;
  return about > MOST_READINGS ? Math.max(every, QUARTER_MS) : every;
}

/** How many readings there are on the days that a span touches. */
async function countAbout(
  { rollups }: ReadingCollections,
  { patient, kind }: Asked,
  span: TimeSpan,
): Promise<number> {
  // Of a short time, days say too much: the quarters are few.
  const every = span.to - span.from <= 10 * DAY_MS ? QUARTER_MS : DAY_MS;
  const { from, to } = wholeSteps(span, every);
  const [found] = await rollups
    .aggregate<{ count: number }>(
      [
        { $match: { patient, kind, every, at: { $gte: new Date(from), $lt: new Date(to) } } },
        { $group: { _id: null, count: { $sum: '$count' } } },
      ],
      { maxTimeMS: READ_LIMIT_MS },
    )
    .toArray();
  return found?.count ?? 0;
}

type Row = Pick<RollupDocument, 'count' | 'sum' | 'min' | 'max' | 'outside' | 'latest'> & { _id: Date };
type Steps = { readonly span: TimeSpan; readonly every: number };

async function fromReadings(
  { readings, withdrawals }: ReadingCollections,
  { patient, kind, bands }: Asked,
  { span, every }: Steps,
): Promise<Row[]> {
  const takenAt = { $gte: new Date(span.from), $lt: new Date(span.to) };
  const withdrawn = await withdrawals.find({ patient, kind, takenAt }, { projection: { _id: 1 } }).toArray();
  const ids = withdrawn.map(({ _id }) => _id);
  const grouped = ofReadings(outsideExpression(bands, '$v', '$t'));
  const rows = await readings
    .aggregate<Row & { _id: unknown; first: Date }>(
      [
        ...readingsIn({ patient, kind }, span, ids),
        // Two sources may say something of the same instant: each is a point.
        { $group: { _id: every === 0 ? '$_id' : stepOf('$t', every), ...grouped } },
        { $sort: every === 0 ? { first: 1, _id: 1 } : { _id: 1 } },
      ],
      { maxTimeMS: READ_LIMIT_MS, batchSize: 5_000 },
    )
    .toArray();
  return every === 0 ? rows.map((row) => ({ ...row, _id: row.first })) : rows;
}

async function fromRollups(
  { rollups }: ReadingCollections,
  { patient, kind }: Asked,
  { span, every }: Steps,
): Promise<Row[]> {
  const level = LEVELS.findLast((each) => every % each === 0);
  return rollups
    .aggregate<Row>(
      [
        {
          $match: { patient, kind, every: level, at: { $gte: new Date(span.from), $lt: new Date(span.to) } },
        },
        { $group: { _id: level === every ? '$at' : stepOf('$at', every), ...ofRollups } },
        { $sort: { _id: 1 } },
      ],
      { maxTimeMS: READ_LIMIT_MS, batchSize: 5_000 },
    )
    .toArray();
}
