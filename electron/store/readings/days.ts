import { type ReadingCode, readingCodes } from '../../../shared/schema';
import type { DayOfKind } from '../../core/ports/readings';
import { READ_LIMIT_MS } from '../readers';
import type { ObjectId, ReadingCollections } from './collections';
import { ofRollups, QUARTER_MS } from './rollups';

const codes = readingCodes.map(({ value }) => value);

type Asked = {
  readonly patient: ObjectId;
  /** Included; `to` is not. Both are where a day of the time zone begins. */
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
};

/** What was read on each day of a time zone, by kind: quarters of an hour drawn together, for days begin at such everywhere. */
export async function daysOf(
  { rollups }: ReadingCollections,
  { patient, from, to, timeZone }: Asked,
): Promise<DayOfKind[]> {
  const { count, min, max, sum, outside } = ofRollups;
  const date = { $dateToString: { date: '$at', format: '%Y-%m-%d', timezone: timeZone } };
  const found = await rollups
    .aggregate<Omit<DayOfKind, 'date' | 'kind'> & { _id: { date: string; kind: ReadingCode } }>(
      [
        { $match: { patient, kind: { $in: codes }, every: QUARTER_MS, at: { $gte: from, $lt: to } } },
        { $group: { _id: { date, kind: '$kind' }, count, min, max, sum, outside } },
      ],
      { maxTimeMS: READ_LIMIT_MS, batchSize: 5_000 },
    )
    .toArray();
  return found.map(({ _id, ...figures }) => ({ ..._id, ...figures }));
}
