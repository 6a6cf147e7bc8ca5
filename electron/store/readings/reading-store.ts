import mongoose from 'mongoose';
import type { EntityTable } from '../../../shared/entities';
import { readingCodes } from '../../../shared/schema';
import type { KindSummary, ReadingStore } from '../../core/ports/readings';
import type { CountCache } from '../count-cache';
import { translated } from '../errors';
import type { StoredEntities, StoredEntity } from '../models';
import type { Reachability } from '../reachability';
import { bandReader, isStale, type PatientBands } from './bands';
import { type MarkDocument, type ObjectId, readingCollections } from './collections';
import { curveOf } from './curves';
import { Leases } from './lease';
import { outsideByDay, outsideSince, pageOf, readingsOf } from './lists';
import { ReadingWriter } from './writer';

export type ReadingSurroundings = {
  readonly client: mongoose.mongo.MongoClient;
  readonly database: mongoose.mongo.Db;
  readonly table: EntityTable;
  readonly stored: StoredEntities;
  readonly auditTrail: StoredEntity;
  readonly reachability: Reachability;
  readonly counts: CountCache;
};

/** No time has begun before, and none ends after; for questions without an end. */
const ALWAYS = { from: 0, to: Date.UTC(9_999, 0) };

/** The `ReadingStore` port on a time-series collection of MongoDB, with rollups beside it. */
export function mongoReadings(around: ReadingSurroundings): ReadingStore {
  const { client, database, table, stored, auditTrail, reachability, counts } = around;
  const collections = readingCollections(database);
  const { packets, marks } = collections;
  const leases = new Leases(collections.locks);
  const readBands = bandReader(table, stored);
  const writer = new ReadingWriter({ client, collections, leases, auditTrail, bandsOf: readBands });

  const asked = async <T>(work: (isWanted: () => boolean) => Promise<T>): Promise<T> => {
    try {
      return await reachability.during(work);
    } catch (error) {
      throw translated(error);
    }
  };
  const audited = <T>(work: Promise<T>) => work.finally(() => counts.forget(auditTrail.entity.name));

  /**
   * What is marked of a patient, after what a broken writer left was carried out and what was counted with other bands
   * was counted again. While somebody else writes, it is what was true before.
   */
  const settled = async (
    id: string,
  ): Promise<{ mark: MarkDocument | null; bands: PatientBands; patient: ObjectId }> => {
    const patient = new mongoose.mongo.ObjectId(id);
    const readMark = () => marks.findOne({ _id: patient });
    const [mark, left, bands] = await Promise.all([
      readMark(),
      packets.findOne({ patient }, { projection: { _id: 1 } }),
      readBands([id]).then((found): PatientBands => found.get(id) ?? new Map()),
    ]);
    if (!left && !isStale(mark, bands)) return { mark, bands, patient };
    await leases.tryHold(id, (lease) => writer.settle(lease));
    return { mark: await readMark(), bands, patient };
  };

  /** Patients of whom something is decided and not done, or counted with other bands than theirs. */
  const unsettled = async (): Promise<Set<string>> => {
    const [left, marked] = await Promise.all([packets.distinct('patient'), marks.find().toArray()]);
    const bands = await readBands(marked.map(({ _id }) => _id.toHexString()));
    const stale = marked.filter((mark) => isStale(mark, bands.get(mark._id.toHexString()) ?? new Map()));
    return new Set([...left, ...stale.map(({ _id }) => _id)].map((patient) => patient.toHexString()));
  };

  return {
    record: (batches) => asked((isWanted) => audited(writer.record(batches, isWanted))),
    compare: (batch) => asked(() => writer.compare(batch)),
    curves: ({ patient: id, kinds, from, to, points }) =>
      asked(async () => {
        const { mark, bands, patient } = await settled(id);
        const span = { from: from.getTime(), to: to.getTime() };
        return Promise.all(
          kinds.map(async (kind) => {
            const of = { patient, kind, span, points, bands: bands.get(kind)?.bands ?? [] };
            const marked = mark?.kinds[kind];
            return marked
              ? curveOf(collections, { ...of, marked })
              : { kind, every: 0, spans: [], bands: of.bands };
          }),
        );
      }),
    summaryOf: (id) =>
      asked(async () => {
        const mark = await marks.findOne({ _id: new mongoose.mongo.ObjectId(id) });
        return readingCodes.flatMap(({ value: kind }): KindSummary[] => {
          const marked = mark?.kinds[kind];
          if (!marked) return [];
          const { count, first, latest, isOutside } = marked;
          return [{ kind, count, first, latest: { value: latest.v, takenAt: latest.t, outside: isOutside } }];
        });
      }),
    bandsOf: (id) =>
      asked(async () => {
        const { bands } = await settled(id);
        return new Map([...bands].map(([kind, each]) => [kind, each.bands] as const));
      }),
    outsideSince: (id, since) =>
      asked(() => outsideSince(collections, new mongoose.mongo.ObjectId(id), since)),
    list: ({ patient: id, kind, from, to, offset, limit }) =>
      asked(async () => {
        const { patient } = await settled(id);
        const span = { from: from?.getTime() ?? ALWAYS.from, to: to?.getTime() ?? ALWAYS.to };
        return pageOf(collections, { patient, kind }, { span, offset, limit });
      }),
    setWithdrawn: (withdrawal) =>
      asked(async (isWanted) => {
        const { id, kind, takenAt } = withdrawal;
        const patient = new mongoose.mongo.ObjectId(withdrawal.patient);
        const at = takenAt.getTime();
        const find = async () => {
          const found = await readingsOf(collections, { patient, kind }, { from: at, to: at + 1 });
          return found.find((reading) => reading.id === id) ?? null;
        };
        if (!(await find())) return null;
        await audited(writer.setWithdrawn(withdrawal, isWanted));
        return find();
      }),
    outsideByDay: (period) =>
      asked(async () => {
        for (const patient of await unsettled())
          await leases.tryHold(patient, (lease) => writer.settle(lease));
        return outsideByDay(collections, period);
      }),
  };
}
