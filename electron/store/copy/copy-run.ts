import type mongoose from 'mongoose';
import type { Compared, CopyResult, CopyWatch } from '../../core/ports/clinic-copies';
import { auditentries } from '../../../shared/entities/auditentries';
import { ownCollections } from '../own-collections';
import { copyIndexes, type Definition, definitionsOf, dropUnique, likeThese } from './definitions';
import type { Document } from './exact-documents';
import { release } from './held-collections';
import { disturbed, hold, isHeldBy, lift } from './hold';
import { COPIES, intoNotes, outNotes, positionNotes, positionOf } from './notes';
import { amountOf, ProgressBook } from './progress';
import { type Walk, walkDocuments } from './walk-documents';
import { walkReadings } from './walk-readings';

type Db = mongoose.mongo.Db;

/** A copy that is claimed: what it is about, and how it is watched. */
export type Run = {
  readonly here: Db;
  readonly there: Db;
  readonly copy: string;
  readonly watch: CopyWatch;
  /** Told of each hold that is on, and of none. */
  readonly onHold: (id: string | undefined) => void;
};

/** Copies what is not copied yet, pauses saving, compares everything, and finishes the copy when all is equal. */
export async function runCopy(run: Run): Promise<CopyResult> {
  const { here, watch } = run;
  const book = new ProgressBook(watch.onProgress);
  book.stage('preparing');
  await copyWhilePeopleWork(run, book);
  watch.signal.throwIfAborted();
  book.stage('pausing');
  await watch.beforePause();
  // One that comes into being later would be without the rule that holds changes back.
  await makeMissing(
    here,
    ownCollections.filter((name) => name !== COPIES),
  );
  const id = await hold(here, run.copy, watch.signal);
  run.onHold(id);
  let isMoved = false;
  try {
    const compared = await compareAll(run, book);
    if (compared.some(({ isEqual }) => !isEqual)) return { isWhole: false, compared };
    watch.signal.throwIfAborted();
    book.stage('finishing');
    if (!(await isHeldBy(here, id))) throw disturbed();
    isMoved = await move(here, id);
    if (!isMoved) throw disturbed();
    await finish(run);
    return { isWhole: true, compared };
  } finally {
    run.onHold(undefined);
    // Should this fail, whoever next looks at the silent hold lifts it.
    if (!isMoved) await lift(here, { id, from: ['holding', 'lifting'] }).catch(() => undefined);
  }
}

async function copyWhilePeopleWork(run: Run, book: ProgressBook): Promise<void> {
  const { here, there, copy } = run;
  const definitions = await definitionsOf(here);
  await likeThese(there, definitions, copy);
  await dropUnique(there, definitions);
  await expectAll(run, definitions, book);
  book.stage('copying');
  for (const definition of definitions) await copyOne(run, definition, book);
  book.stage('indexing');
  for (const { name } of definitions) {
    run.watch.signal.throwIfAborted();
    await copyIndexes(here, there, name, 'others');
  }
}

async function copyOne(run: Run, definition: Definition, book: ProgressBook): Promise<void> {
  const { name } = definition;
  const notes = positionNotes(run.there);
  const _id = positionOf(name);
  const position = await notes.findOne({ _id });
  book.set(name, 'copying', position ?? undefined);
  if (!position?.isDone)
    await walkOf(run, definition, {
      after: position?.after,
      isFinal: false,
      onPiece: async (piece, after) => {
        const done = book.add(name, piece);
        const isDone = after === undefined;
        await notes.updateOne(
          { _id },
          { $set: { ...done, isDone, ...(isDone ? {} : { after }) } },
          { upsert: true },
        );
      },
    });
  book.set(name, 'copied');
}

async function compareAll(run: Run, book: ProgressBook): Promise<Compared[]> {
  const { here, there, copy } = run;
  const definitions = await definitionsOf(here);
  await likeThese(there, definitions, copy);
  await expectAll(run, definitions, book);
  book.stage('comparing');
  const compared: Compared[] = [];
  for (const definition of definitions) {
    const { name } = definition;
    book.set(name, 'comparing', { documents: 0, bytes: 0 });
    const walked = await walkOf(run, definition, {
      isFinal: true,
      onPiece: async (piece) => {
        book.add(name, piece);
      },
    });
    const isEqual =
      walked.here.documents === walked.there.documents && walked.here.sha256 === walked.there.sha256;
    if (isEqual) {
      await copyIndexes(here, there, name, 'others');
      await copyIndexes(here, there, name, 'unique');
    }
    compared.push({ name, ...walked, isEqual });
    book.set(name, isEqual ? 'equal' : 'different');
  }
  return compared;
}

async function expectAll(
  { here, watch }: Run,
  definitions: readonly Definition[],
  book: ProgressBook,
): Promise<void> {
  for (const definition of definitions) {
    watch.signal.throwIfAborted();
    book.expect(definition.name, await amountOf(here, definition));
  }
}

function walkOf(
  { here, there, watch }: Run,
  { name, isTimeSeries }: Definition,
  how: Pick<Walk, 'after' | 'isFinal' | 'onPiece'>,
) {
  const walk = {
    ...how,
    here: here.collection<Document>(name),
    there: there.collection<Document>(name),
    mends: true,
    signal: watch.signal,
  };
  return isTimeSeries ? walkReadings(walk) : walkDocuments(walk);
}

async function makeMissing(database: Db, names: readonly string[]): Promise<void> {
  const there = new Set(
    (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const name of names) if (!there.has(name)) await database.createCollection(name);
}

/** The one step that makes the copy the clinic: nobody has lifted the hold, and from here on nobody does without knowing. */
async function move(here: Db, id: string): Promise<boolean> {
  const { matchedCount } = await outNotes(here).updateOne({ _id: 'out', state: 'holding', 'hold.id': id }, [
    { $set: { state: 'moved', since: '$$NOW' } },
  ]);
  return matchedCount === 1;
}

/** Marks a copy as whole whose comparison was equal and whose origin says that it moved. May be repeated. */
export async function finish({ here, there, copy }: Pick<Run, 'here' | 'there' | 'copy'>): Promise<void> {
  const out = await outNotes(here).findOne({ _id: 'out', copy, state: 'moved' });
  if (!out) throw disturbed();
  // Before it can be opened.
  await release(there, copy);
  await intoNotes(there).updateOne({ _id: 'into', copy }, [
    // What is saved there from the first time on is in no other clinic, also when this is repeated.
    { $set: { state: 'complete', completedAt: { $ifNull: ['$completedAt', '$$NOW'] } } },
  ]);
  await positionNotes(there).deleteMany({ _id: { $regex: `^${positionOf('')}` } });
  // Who looks at the old records stays on record there.
  if (out.hold) await release(here, out.hold.id, auditentries.name);
  // Last: until then it is to be repeated.
  await outNotes(here).updateOne({ _id: 'out', copy, state: 'moved' }, { $set: { isComplete: true } });
}
