import { createHash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { isOutside } from '../../../shared/rules/readings/bands';
import type { ReadingCode } from '../../../shared/schema';
import { type bandReader, type PatientBands, staleKinds } from './bands';
import type { MarkedKind, ReadingCollections } from './collections';
import type { Fenced } from './fenced';
import type { Lease, Leases } from './lease';
import { DAY_MS, recount, summarise } from './rollups';
import { inPieces, wholeSteps } from './spans';

type Around = {
  readonly fenced: Fenced;
  readonly collections: ReadingCollections;
  readonly leases: Leases;
  readonly bandsOf: ReturnType<typeof bandReader>;
  /** Told of what could not be counted; it is tried again when somebody reads. */
  readonly onFailure: (error: unknown) => void;
};
type Stale = { readonly kind: ReadingCode; readonly marked: MarkedKind };

/** What has just failed would fail again: every try raises the mark, which those who read are told of. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

/**
 * Counts readings anew, in the background, when their limits have changed: of a year at two a minute it takes seconds.
 * What is to be done follows from the marks (`bandKey`), so it is lost with no process: whoever reads next begins again.
 * It goes in pieces with the lease of the patient for each, so that readings that come meanwhile wait for one at most.
 */
export class Recounter {
  readonly #around: Around;
  readonly #running = new Map<string, Promise<void>>();
  readonly #failed = new Map<string, number>();
  /** One patient after another: somebody is working at this computer. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Begins for a patient, unless that is under way; resolves when nothing is left to do here or it failed. */
  begin(patient: string): Promise<void> {
    const before = this.#running.get(patient);
    if (before || this.#isClosed) return before ?? Promise.resolve();
    const failedAt = this.#failed.get(patient);
    if (failedAt !== undefined && performance.now() - failedAt < PAUSE_AFTER_FAILURE_MS)
      return Promise.resolve();
    this.#failed.delete(patient);
    const counting = this.#last
      .then(() => this.#count(patient))
      // Whoever reads next finds that it is not done, and begins again.
      .catch((error: unknown) => {
        if (this.#isClosed) return;
        this.#failed.set(patient, performance.now());
        this.#around.onFailure(error);
      })
      .finally(() => this.#running.delete(patient));
    this.#last = counting;
    this.#running.set(patient, counting);
    return counting;
  }

  /** Begins no further piece; `closed` resolves when nothing runs any more, at the latest when the connection is closed. */
  close(): { readonly closed: Promise<unknown> } {
    this.#isClosed = true;
    return { closed: this.#last };
  }

  async #count(patient: string): Promise<void> {
    const { leases } = this.#around;
    // On one desk only: the others would count the same.
    await leases.tryHold(turnOf(patient), async (turn) => {
      for (;;) {
        const [stale, bands] = await this.#staleOf(patient);
        if (!stale || this.#isClosed) return;
        await this.#countKind(patient, stale, { bands, turn });
      }
    });
  }

  async #staleOf(patient: string): Promise<[Stale | undefined, PatientBands]> {
    const { collections, bandsOf } = this.#around;
    const mark = await collections.marks.findOne({ _id: new mongoose.mongo.ObjectId(patient) });
    const bands: PatientBands = (await bandsOf([patient])).get(patient) ?? new Map();
    const [kind] = staleKinds(mark, bands);
    const marked = kind && mark?.kinds[kind];
    return [marked ? { kind, marked } : undefined, bands];
  }

  async #countKind(
    patient: string,
    { kind, marked }: Stale,
    { bands, turn }: { bands: PatientBands; turn: Lease },
  ): Promise<void> {
    const { collections, leases } = this.#around;
    const band = bands.get(kind);
    if (!band) return;
    const under = underWay(band.key);
    const at = `kinds.${kind}.bandKey`;
    /** Somebody else has begun, or readings came that were counted with other bands: what is counted here is not all. */
    const isStillThis = async () =>
      (await collections.marks.countDocuments({ _id: new mongoose.mongo.ObjectId(patient), [at]: under })) >
      0;
    const { first, latest } = marked;
    const outside = isOutside(band.bands, latest.v, latest.t);
    await leases.hold([patient], ([lease]) =>
      this.#mark(lease, kind, { $set: { bandKey: under, isOutside: outside } }),
    );
    const days = wholeSteps({ from: first.getTime(), to: latest.t.getTime() + 1 }, DAY_MS);
    for (const piece of inPieces([days])) {
      if (this.#isClosed) return;
      await turn.ready();
      await leases.hold([patient], async ([lease]) => {
        if (lease && (await isStillThis()))
          await recount(collections, lease, { kind, spans: [piece], bands, mayEmpty: false });
      });
    }
    await leases.hold([patient], async ([lease]) => {
      // Otherwise once more, from the beginning.
      if (!lease || !(await isStillThis())) return;
      const summary = await summarise(collections, lease.patient, kind);
      const { t, v } = summary?.latest ?? latest;
      const done = { ...summary, isOutside: isOutside(band.bands, v, t), bandKey: band.key };
      await this.#mark(lease, kind, summary ? { $set: done } : { $unset: true });
    });
  }

  /** Live pages are told by it, of the beginning and of the end. */
  async #mark(
    lease: Lease | undefined,
    kind: ReadingCode,
    changed: { readonly $set: Partial<MarkedKind> } | { readonly $unset: true },
  ): Promise<void> {
    if (!lease) return;
    const { fenced, collections } = this.#around;
    const at = `kinds.${kind}`;
    const set = Object.entries('$set' in changed ? changed.$set : {}).map(([name, value]) => [
      `${at}.${name}`,
      value,
    ]);
    const update = {
      $inc: { revision: 1 },
      ...(set.length > 0 ? { $set: Object.fromEntries(set) } : { $unset: { [at]: true as const } }),
    };
    await lease.ready();
    await fenced(lease, async (session) => {
      const there = { _id: lease.patient, [at]: { $exists: true } };
      await collections.marks.updateOne(there, update, { session });
    });
  }
}

/**
 * Of rollups that are partly counted with these bands: it is the key of no bands, so they stay stale until all are. Each
 * time it is another: who counts sees that somebody came between, also where the bands are the same again.
 */
const underWay = (bandKey: string): string => `~${bandKey}~${randomBytes(6).toString('hex')}`;

/** The same of readings that came meanwhile: they belong to the run under way if it counts with their bands. */
export const mixedWith = (before: string | undefined, bandKey: string): string =>
  before?.startsWith(`~${bandKey}~`) ? before : underWay(bandKey);

/** The lease of who counts a patient anew lies beside that of who writes their readings. */
export const turnOf = (patient: string): string =>
  createHash('sha256').update(`recount ${patient}`).digest('hex').slice(0, 24);
