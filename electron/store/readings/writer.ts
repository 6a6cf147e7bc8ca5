import { createHash } from 'node:crypto';
import { setImmediate as otherCalls } from 'node:timers/promises';
import mongoose from 'mongoose';
import { isOutside } from '../../../shared/rules/readings/bands';
import type { KeptReading } from '../../../shared/rules/readings/values';
import type { ReadingCode } from '../../../shared/schema';
import type {
  Compared,
  FileWithdrawal,
  ReadingBatch,
  ReadingOrigin,
  Withdrawal,
} from '../../core/ports/readings';
import type { AuditDraft } from '../../core/ports/records';
import type { StoredEntity } from '../models';
import { inTransaction } from '../transaction';
import { writeAudits } from '../unit-of-work';
import { type bandReader, type PatientBands, staleKinds } from './bands';
import type {
  MarkedKind,
  ObjectId,
  PacketDocument,
  ReadingCollections,
  ReadingDocument,
  WithdrawalDocument,
} from './collections';
import type { Fenced } from './fenced';
import { type Lease, type Leases, STATEMENT_MS } from './lease';
import { mixedWith } from './recounter';
import { recount, summarise } from './rollups';
import { spansAround } from './spans';
import { markUpdate, touchedBy } from './touched-kinds';
import { placesOf, readingsOfFile, withdrawalsOf } from './withdrawals';

const { ObjectId: Id } = mongoose.mongo;
type Session = mongoose.mongo.ClientSession;

/** Readings of one packet: about 1 MB. */
const PACKET_SIZE = 5_000;
/** Withdrawals of one transaction: written in some seconds. */
const WITHDRAWN_AT_ONCE = 20_000;
/** After so many that are gone through, about 10 ms, other calls go on. */
const READINGS_AT_ONCE = 1_000;

export type WriterSurroundings = {
  readonly client: mongoose.mongo.MongoClient;
  readonly fenced: Fenced;
  readonly collections: ReadingCollections;
  readonly leases: Leases;
  readonly auditTrail: StoredEntity;
  readonly bandsOf: ReturnType<typeof bandReader>;
};

/** How an origin is written in the meta field of a reading. */
export const sourceOf = ({ origin, name }: ReadingOrigin): string => (name ? `${origin}:${name}` : origin);

/** The id of a reading: 12 bytes of SHA-256 over all that makes it this one, so that its doubles have the same. */
export function readingId(patient: string, source: string, { kind, takenAt, value }: KeptReading): ObjectId {
  const parts = JSON.stringify([patient, kind, source, takenAt.getTime(), value]);
  return new Id(createHash('sha256').update(parts).digest().subarray(0, 12));
}

/**
 * Writes readings. All that is decided goes into packets in one transaction with its audit entries; carrying them out
 * (insert, count again, tell) may break off anywhere and is begun again by whoever comes next.
 */
export class ReadingWriter {
  readonly #around: WriterSurroundings;
  constructor(around: WriterSurroundings) {
    this.#around = around;
  }

  async record(batches: readonly ReadingBatch[], isWanted: () => boolean): Promise<Compared[]> {
    const { leases, collections } = this.#around;
    const patients = batches.map(({ patient }) => patient);
    return leases.hold(patients, async (held) => {
      for (const lease of held) await this.settle(lease);
      const found = [];
      for (const batch of batches) found.push(await this.#compared(batch));
      const decided = found.flatMap(({ documents }, index) => {
        const [batch, first] = [batches[index], documents[0]];
        return batch && first
          ? [{ documents, patient: first.of.patient, audit: batch.audit(documents.length) }]
          : [];
      });
      if (decided.length > 0) {
        await this.#decide(held, isWanted, async (session) => {
          for (const { patient, documents } of decided)
            for (let at = 0; at < documents.length; at += PACKET_SIZE)
              await collections.packets.insertOne(
                { _id: new Id(), patient, readings: documents.slice(at, at + PACKET_SIZE), recount: [] },
                { session },
              );
          return decided.map(({ audit }) => audit);
        });
        // Nobody can have inserted them since they were looked for: this writer has had the lease all the time.
        for (const lease of held) await this.settle(lease, { isFresh: true });
      }
      return found.map(({ compared }) => compared);
    });
  }

  async compare(batch: Pick<ReadingBatch, 'patient' | 'readings' | 'from'>): Promise<Compared> {
    return (await this.#compared({ ...batch, at: new Date(0) })).compared;
  }

  /** Withdraws a reading that is there, or brings it back. */
  async setWithdrawn(asked: Withdrawal, isWanted: () => boolean): Promise<void> {
    const { leases, collections } = this.#around;
    const { kind, takenAt, reason } = asked;
    const _id = new Id(asked.id);
    await leases.hold([asked.patient], async (held) => {
      const [lease] = held;
      if (!lease) return;
      await this.settle(lease);
      const isWithdrawn = (await collections.withdrawals.findOne({ _id })) !== null;
      if (isWithdrawn === (reason !== null)) return;
      const { patient } = lease;
      await this.#decide(held, isWanted, async (session) => {
        if (reason === null) await collections.withdrawals.deleteOne({ _id }, { session });
        else {
          const by = { by: new Id(asked.by.id), byName: asked.by.name };
          const document: WithdrawalDocument = { _id, patient, kind, takenAt, at: asked.at, ...by, reason };
          await collections.withdrawals.insertOne(document, { session });
        }
        const packet = { _id: new Id(), patient, readings: [], recount: [{ kind, at: takenAt }] };
        await collections.packets.insertOne(packet, { session });
        return [asked.audit];
      });
      await this.settle(lease);
    });
  }

  /** Withdraws what of a file counts, or brings it back. */
  async setFileWithdrawn(
    asked: FileWithdrawal,
    isWanted: () => boolean,
  ): Promise<{ count: number; at: Date }> {
    const { leases, collections } = this.#around;
    const { change } = asked;
    return leases.hold([asked.patient], async (held) => {
      const [lease] = held;
      if (!lease) throw new Error('A patient has no lease');
      await this.settle(lease);
      const { patient } = lease;
      const found = await readingsOfFile(collections, patient, sourceOf(asked.from), asked);
      const at = found.before.at ?? asked.at;
      for (let done = 0; done < found.some.length; done += WITHDRAWN_AT_ONCE) {
        const some = found.some.slice(done, done + WITHDRAWN_AT_ONCE);
        await this.#decide(held, isWanted, async (session) => {
          const { withdrawals, packets } = collections;
          if ('reason' in change)
            await withdrawals.insertMany(withdrawalsOf(some, patient, { ...change, by: asked.by, at }), {
              session,
            });
          else await withdrawals.deleteMany({ _id: { $in: some.map(({ _id }) => _id) } }, { session });
          const packet = { _id: new Id(), patient, readings: [], recount: placesOf(some) };
          await packets.insertOne(packet, { session });
          return [asked.audit(some.length)];
        });
        await this.settle(lease);
      }
      return { count: found.some.length + found.before.count, at };
    });
  }

  /**
   * Carries out what is decided for a patient and not yet done. What was counted with other bands than those of now is
   * left to the `Recounter`.
   */
  async settle(lease: Lease, { isFresh = false }: { isFresh?: boolean } = {}): Promise<void> {
    const { fenced, collections, bandsOf } = this.#around;
    const { patient } = lease;
    const [packets, mark] = await Promise.all([
      collections.packets.find({ patient }).sort({ _id: 1 }).toArray(),
      collections.marks.findOne({ _id: patient }),
    ]);
    if (packets.length === 0) return;
    const id = patient.toHexString();
    const bands: PatientBands = (await bandsOf([id])).get(id) ?? new Map();
    const stale = new Set(staleKinds(mark, bands));
    for (const packet of packets) await this.#insertMissing(lease, packet, isFresh);
    const touched = touchedBy(packets);
    const mayEmpty = packets.some((packet) => packet.recount.length > 0);
    const kinds: [string, MarkedKind | null][] = [];
    for (const [kind, instants] of touched) {
      await recount(collections, lease, { kind, spans: spansAround(instants), bands, mayEmpty });
      const marked = await this.#marked(patient, kind, bands);
      // What else there is of the kind is counted with others still.
      const isMixed = marked !== null && stale.has(kind);
      kinds.push([
        kind,
        isMixed ? { ...marked, bandKey: mixedWith(mark?.kinds[kind]?.bandKey, marked.bandKey) } : marked,
      ]);
    }
    await lease.ready();
    await fenced(lease, async (session) => {
      await collections.marks.updateOne({ _id: patient }, markUpdate(patient, kinds), {
        session,
        upsert: true,
      });
      await collections.packets.deleteMany({ _id: { $in: packets.map(({ _id }) => _id) } }, { session });
    });
  }

  async #marked(patient: ObjectId, kind: ReadingCode, bands: PatientBands): Promise<MarkedKind | null> {
    const summary = await summarise(this.#around.collections, patient, kind);
    const band = bands.get(kind);
    if (!summary || !band) return null;
    const { t, v } = summary.latest;
    return { ...summary, isOutside: isOutside(band.bands, v, t), bandKey: band.key };
  }

  /** What is decided is there for good, with the entries that tell of it, or nothing is. */
  async #decide(
    held: readonly Lease[],
    isWanted: () => boolean,
    write: (session: Session) => Promise<AuditDraft[]>,
  ): Promise<void> {
    const { client, auditTrail } = this.#around;
    for (const lease of held) await lease.ready();
    await inTransaction({ client, isWanted }, async (session) => {
      for (const lease of held) await lease.fence(session);
      await writeAudits(auditTrail, await write(session), session);
    });
  }

  async #insertMissing(lease: Lease, { readings: wanted }: PacketDocument, isFresh: boolean): Promise<void> {
    if (wanted.length === 0) return;
    const { readings } = this.#around.collections;
    await lease.ready();
    const there = isFresh ? new Map<string, unknown>() : await this.#thereOf(wanted);
    const missing = wanted.filter(({ _id }) => !there.has(_id.toHexString()));
    await lease.ready();
    if (missing.length > 0) await readings.insertMany(missing, { ordered: false, maxTimeMS: STATEMENT_MS });
  }

  async #compared(
    batch: Omit<ReadingBatch, 'audit'>,
  ): Promise<{ documents: ReadingDocument[]; compared: Compared }> {
    const { patient, from, note, at, by } = batch;
    const source = sourceOf(from);
    const of = new Id(patient);
    const more = { ...(by ? { by: new Id(by.id), byName: by.name } : {}), ...(note ? { note } : {}) };
    const all = new Map<string, ReadingDocument>();
    for (const reading of batch.readings) {
      if (all.size % READINGS_AT_ONCE === READINGS_AT_ONCE - 1) await otherCalls();
      const { kind, value, takenAt, given } = reading;
      const _id = readingId(patient, source, reading);
      const document = { _id, takenAt, of: { patient: of, kind, source }, value, recordedAt: at };
      all.set(_id.toHexString(), { ...document, ...(given ? { given } : {}), ...more });
    }
    const there = await this.#thereOf([...all.values()]);
    const documents = [...all].filter(([id]) => !there.has(id)).map(([, document]) => document);
    const places = countPlaces([...there.values(), ...documents]);
    const differing = documents.filter((document) => (places.get(placeOf(document)) ?? 0) > 1).length;
    const fresh = documents.length;
    // What is in the batch twice is there already when it comes the second time.
    return { documents, compared: { fresh, alreadyThere: batch.readings.length - fresh, differing } };
  }

  /** What is stored at the places (kind, source, instant) of some readings of one patient, by id. */
  async #thereOf(wanted: readonly ReadingDocument[]): Promise<Map<string, Place>> {
    const { readings } = this.#around.collections;
    const places = new Set(wanted.map(placeOf));
    const there = new Map<string, Place>();
    for (const kind of new Set(wanted.map(({ of }) => of.kind))) {
      const some = wanted.filter(({ of }) => of.kind === kind);
      for (const { from, to } of spansAround(some.map(({ takenAt }) => takenAt.getTime()))) {
        const found = readings.find(
          {
            'of.patient': some[0]?.of.patient,
            'of.kind': kind,
            takenAt: to - from === 1 ? new Date(from) : { $gte: new Date(from), $lt: new Date(to) },
          },
          { projection: { of: 1, takenAt: 1 }, maxTimeMS: STATEMENT_MS, batchSize: 10_000 },
        );
        for await (const document of found)
          if (places.has(placeOf(document))) there.set(document._id.toHexString(), document);
      }
    }
    return there;
  }
}

type Place = Pick<ReadingDocument, '_id' | 'of' | 'takenAt'>;

const placeOf = ({ of, takenAt }: Omit<Place, '_id'>) => `${of.kind} ${takenAt.getTime()} ${of.source}`;

function countPlaces(documents: readonly Place[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(placeOf(document), (counts.get(placeOf(document)) ?? 0) + 1);
  return counts;
}
