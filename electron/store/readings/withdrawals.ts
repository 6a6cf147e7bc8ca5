import mongoose from 'mongoose';
import type { ReadingCode } from '../../../shared/schema';
import type { FileWithdrawal, WithdrawnKind } from '../../core/ports/readings';
import { READ_LIMIT_MS } from '../readers';
import type { ObjectId, PacketDocument, ReadingCollections, WithdrawalDocument } from './collections';
import { STATEMENT_MS } from './lease';
import { QUARTER_MS } from './rollups';

const { ObjectId: Id } = mongoose.mongo;

/** Kinds of a patient of which something was withdrawn, with the first and the last time. */
export async function withdrawnKinds(
  { withdrawals }: ReadingCollections,
  patient: ObjectId,
): Promise<WithdrawnKind[]> {
  const found = await withdrawals
    .aggregate<{ _id: ReadingCode; first: Date; last: Date }>(
      [
        { $match: { patient } },
        { $group: { _id: '$kind', first: { $min: '$takenAt' }, last: { $max: '$takenAt' } } },
      ],
      { maxTimeMS: READ_LIMIT_MS },
    )
    .toArray();
  return found.map(({ _id, first, last }) => ({ kind: _id, first, last }));
}

/** One reading that is to be withdrawn or brought back. */
export type Withdrawn = { readonly _id: ObjectId; readonly kind: string; readonly takenAt: Date };

/**
 * What of a file is to be withdrawn or brought back: what is not so already, in the order of kinds and time. `before`: what
 * the same withdrawal did when it was asked for before.
 */
export async function readingsOfFile(
  { readings, withdrawals }: ReadingCollections,
  patient: ObjectId,
  source: string,
  { recordedAt, change }: Pick<FileWithdrawal, 'recordedAt' | 'change'>,
): Promise<{ some: Withdrawn[]; before: { readonly count: number; readonly at?: Date } }> {
  const there = new Map(
    (await withdrawals.find({ patient }, { projection: { at: 1, withdrawal: 1 } }).toArray()).map(
      ({ _id, at, withdrawal }) =>
        [_id.toHexString(), { at, withdrawal: withdrawal?.toHexString() }] as const,
    ),
  );
  const isToChange = (id: string) =>
    'reason' in change ? !there.has(id) : there.get(id)?.at.getTime() === change.withdrawnAt.getTime();
  const before = new Map<string, Date>();
  const found = new Map<string, Withdrawn>();
  const ofFile = readings.find(
    { 'of.patient': patient, 'of.source': source, recordedAt },
    { projection: { of: 1, takenAt: 1 }, maxTimeMS: STATEMENT_MS, batchSize: 10_000 },
  );
  for await (const { _id, of, takenAt } of ofFile) {
    const id = _id.toHexString();
    const done = there.get(id);
    if (done && 'reason' in change && done.withdrawal === change.withdrawal) before.set(id, done.at);
    if (isToChange(id)) found.set(id, { _id, kind: of.kind, takenAt });
  }
  const some = [...found.values()].toSorted(
    (one, other) => one.kind.localeCompare(other.kind) || one.takenAt.getTime() - other.takenAt.getTime(),
  );
  const [at] = before.values();
  return { some, before: { count: before.size, ...(at && { at }) } };
}

/** How many readings of a file are not withdrawn. One that was stored twice is one. */
export async function countOfFile(
  { readings, withdrawals }: ReadingCollections,
  patient: ObjectId,
  source: string,
  recordedAt: Date,
): Promise<number> {
  const found = await readings
    .aggregate<{ count: number }>(
      [
        { $match: { 'of.patient': patient, 'of.source': source, recordedAt } },
        { $project: { isOfFile: { $literal: 1 } } },
        {
          // Both at once in one grouping: to look each reading up would be asked a million times.
          $unionWith: {
            coll: withdrawals.collectionName,
            pipeline: [{ $match: { patient } }, { $project: { isWithdrawn: { $literal: 1 } } }],
          },
        },
        { $group: { _id: '$_id', isOfFile: { $max: '$isOfFile' }, isWithdrawn: { $max: '$isWithdrawn' } } },
        { $match: { isOfFile: 1, isWithdrawn: null } },
        { $count: 'count' },
      ],
      { maxTimeMS: READ_LIMIT_MS, allowDiskUse: true },
    )
    .toArray();
  return found[0]?.count ?? 0;
}

/** The places in time to be counted again, each quarter of an hour once. */
export function placesOf(some: readonly Withdrawn[]): PacketDocument['recount'] {
  const places = new Map<string, { kind: string; at: Date }>();
  for (const { kind, takenAt } of some)
    places.set(`${kind} ${Math.floor(takenAt.getTime() / QUARTER_MS)}`, { kind, at: takenAt });
  return [...places.values()];
}

/** As withdrawals are kept. */
export const withdrawalsOf = (
  some: readonly Withdrawn[],
  patient: ObjectId,
  said: Pick<FileWithdrawal, 'at' | 'by'> & Extract<FileWithdrawal['change'], { reason: string }>,
): WithdrawalDocument[] =>
  some.map(({ _id, kind, takenAt }) => ({
    ...{ _id, patient, kind, takenAt, at: said.at, reason: said.reason, withdrawal: new Id(said.withdrawal) },
    ...{ by: new Id(said.by.id), byName: said.by.name },
  }));
