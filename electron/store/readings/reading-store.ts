import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { EntityTable } from '../../../shared/entities';
import { usualGroups } from '../../../shared/rules/readings/groups';
import { type ReadingCode, readingCodes } from '../../../shared/schema';
import type { KindSummary, ReadingStore } from '../../core/ports/readings';
import { NeedsReplicaSet } from '../../core/ports/records';
import type { CountCache } from '../count-cache';
import { translated } from '../errors';
import type { StoredEntities, StoredEntity } from '../models';
import { CALL_LIMIT_MS, type Reachability } from '../reachability';
import type { StandaloneWriter } from '../standalone/standalone-writer';
import { bandReader, type PatientBands, staleKinds } from './bands';
import { type MarkDocument, type ObjectId, readingCollections } from './collections';
import { curveOf } from './curves';
import { daysOf } from './days';
import { inFencedTransaction, inFencedTurn } from './fenced';
import { Leases } from './lease';
import { outsideSince, pageOf, readingsOf } from './lists';
import { Recounter } from './recounter';
import { countOfFile, withdrawnKinds } from './withdrawals';
import { ReadingWriter, sourceOf } from './writer';

export type ReadingSurroundings = {
  readonly client: mongoose.mongo.MongoClient;
  readonly database: mongoose.mongo.Db;
  readonly table: EntityTable;
  readonly stored: StoredEntities;
  readonly auditTrail: StoredEntity;
  readonly reachability: Reachability;
  readonly counts: CountCache;
  /** Told of work in the background that failed and is tried again later. */
  readonly onFailure: (error: unknown) => void;
  /** Where the server stands alone: readings are several documents, none are taken there. */
  readonly writer?: StandaloneWriter | undefined;
};

/** No time has begun before, and none ends after; for questions without an end. */
const ALWAYS = { from: 0, to: Date.UTC(9_999, 0) };

/** What changed limits are waited for, in milliseconds: some thousand readings are counted in that. */
const WAITED_FOR_MS = 400;

/** A year of readings may come at once: it takes as long as it takes, each statement within its own limit. */
const WHOLE_FILE = Number.POSITIVE_INFINITY;

type Settled = {
  readonly mark: MarkDocument | null;
  readonly bands: PatientBands;
  readonly patient: ObjectId;
  readonly stale: ReadonlySet<ReadingCode>;
};

/** The port, with what the store around it does for it. */
export type MongoReadings = ReadingStore & {
  /** Begins to count a patient anew in the background, if their limits have changed. */
  recount(patient: string): void;
  close(): { readonly closed: Promise<unknown> };
};

/** The `ReadingStore` port on a time-series collection of MongoDB, with rollups beside it. */
export function mongoReadings(around: ReadingSurroundings): MongoReadings {
  const { client, database, table, stored, auditTrail, reachability, counts, onFailure } = around;
  const { writer: alone } = around;
  const collections = readingCollections(database);
  const { packets, marks } = collections;
  const leases = new Leases(collections.locks);
  const readBands = bandReader(table, stored);
  const fenced = alone ? inFencedTurn(alone) : inFencedTransaction(client);
  const recounter = new Recounter({ fenced, collections, leases, bandsOf: readBands, onFailure });
  const writer = new ReadingWriter({ client, fenced, collections, leases, auditTrail, bandsOf: readBands });

  const asked = async <T>(
    work: (isWanted: () => boolean) => Promise<T>,
    withinMs = CALL_LIMIT_MS,
  ): Promise<T> => {
    try {
      return await reachability.during(work, withinMs);
    } catch (error) {
      throw translated(error);
    }
  };
  const requireSet = () => {
    if (alone) throw new NeedsReplicaSet();
  };
  const audited = <T>(work: Promise<T>) => work.finally(() => counts.forget(auditTrail.entity.name));

  /**
   * What is marked of a patient, after what a broken writer left was carried out. What was counted with other bands is
   * counted again in the background; `stale` says of which kinds that takes longer than anybody waits for.
   */
  const settled = async (id: string): Promise<Settled> => {
    const patient = new mongoose.mongo.ObjectId(id);
    const readMark = () => marks.findOne({ _id: patient });
    const [before, left, bands] = await Promise.all([
      readMark(),
      packets.findOne({ patient }, { projection: { _id: 1 } }),
      readBands([id]).then((found): PatientBands => found.get(id) ?? new Map()),
    ]);
    if (left) await leases.tryHold(id, (lease) => writer.settle(lease));
    const isStale = staleKinds(before, bands).length > 0;
    if (isStale) await Promise.race([recounter.begin(id), pause(WAITED_FOR_MS, undefined, { ref: false })]);
    const mark = left || isStale ? await readMark() : before;
    return { mark, bands, patient, stale: new Set(staleKinds(mark, bands)) };
  };

  const carryOut = async (): Promise<void> => {
    for (const patient of await packets.distinct('patient'))
      await leases.tryHold(patient.toHexString(), (lease) => writer.settle(lease));
  };

  /** Patients who were counted with other bands than theirs, in part at least. */
  const stalePatients = async (): Promise<string[]> => {
    const marked = await marks.find().toArray();
    const bands = await readBands(marked.map(({ _id }) => _id.toHexString()));
    return marked
      .filter((mark) => staleKinds(mark, bands.get(mark._id.toHexString()) ?? new Map()).length > 0)
      .map(({ _id }) => _id.toHexString());
  };

  return {
    record: (batches) =>
      asked(async (isWanted) => {
        requireSet();
        return audited(writer.record(batches, isWanted));
      }, WHOLE_FILE),
    compare: (batch) => asked(() => writer.compare(batch), WHOLE_FILE),
    curves: ({ patient: id, kinds, from, to, points }) =>
      asked(async () => {
        const { mark, bands, patient, stale } = await settled(id);
        const span = { from: from.getTime(), to: to.getTime() };
        const wanted = kinds === 'usual' ? usualKinds(mark) : kinds;
        return Promise.all(
          wanted.map(async (kind) => {
            const of = { patient, kind, span, points, bands: bands.get(kind)?.bands ?? [] };
            const marked = mark?.kinds[kind];
            return marked
              ? curveOf(collections, { ...of, marked, isStale: stale.has(kind) })
              : { kind, every: 0, spans: [], bands: of.bands, isBeingCounted: false };
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
    countOfFile: ({ patient, from, recordedAt }) =>
      asked(() => countOfFile(collections, new mongoose.mongo.ObjectId(patient), sourceOf(from), recordedAt)),
    withdrawnOf: (id) => asked(() => withdrawnKinds(collections, new mongoose.mongo.ObjectId(id))),
    bandsOf: (id) =>
      asked(async () => {
        const { bands, stale } = await settled(id);
        return {
          bands: new Map([...bands].map(([kind, each]) => [kind, each.bands] as const)),
          beingCounted: stale,
        };
      }),
    outsideSince: (id, since) =>
      asked(() => outsideSince(collections, new mongoose.mongo.ObjectId(id), since)),
    days: ({ patient, ...query }) =>
      asked(() => daysOf(collections, { patient: new mongoose.mongo.ObjectId(patient), ...query })),
    list: ({ patient: id, kind, from, to, only, offset, limit }) =>
      asked(async () => {
        const { patient, bands, stale } = await settled(id);
        const span = { from: from?.getTime() ?? ALWAYS.from, to: to?.getTime() ?? ALWAYS.to };
        const outside = { bands: bands.get(kind)?.bands ?? [], isStale: stale.has(kind) };
        const paged = { span, offset, limit, ...(only && { outside }) };
        return pageOf(collections, { patient, kind }, paged);
      }),
    setWithdrawn: (withdrawal) =>
      asked(async (isWanted) => {
        requireSet();
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
    setFileWithdrawn: (withdrawal) =>
      asked(async (isWanted) => {
        requireSet();
        return audited(writer.setFileWithdrawn(withdrawal, isWanted));
      }, WHOLE_FILE),
    carryOut: () => asked(carryOut, WHOLE_FILE),
    settle: () =>
      asked(async () => {
        await carryOut();
        const stale = await stalePatients();
        if (stale.length === 0) return { beingCounted: 0 };
        const counting = Promise.all(stale.map((patient) => recounter.begin(patient)));
        await Promise.race([counting, pause(WAITED_FOR_MS, undefined, { ref: false })]);
        return { beingCounted: (await stalePatients()).length };
      }, WHOLE_FILE),
    recount: (patient) => void recounter.begin(patient),
    close: () => recounter.close(),
  };
}

function usualKinds(mark: MarkDocument | null): ReadingCode[] {
  const measured = readingCodes.map(({ value: kind }) => ({ kind, count: mark?.kinds[kind]?.count ?? 0 }));
  return usualGroups(measured).flatMap(({ kinds }) => kinds);
}
