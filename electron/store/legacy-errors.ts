import type { LegacyDatabase } from '../core/ports/legacy-database';
import { translated } from './errors';

/** A database of an older system whose errors are those that the core knows. */
export function translatingErrors(database: LegacyDatabase): LegacyDatabase {
  const call =
    <A extends unknown[], T>(work: (...given: A) => Promise<T>) =>
    async (...given: A) => {
      try {
        return await work(...given);
      } catch (error) {
        throw translated(error);
      }
    };
  const iterate = <A extends unknown[], T>(work: (...given: A) => AsyncIterable<T>) =>
    async function* (...given: A) {
      try {
        yield* work(...given);
      } catch (error) {
        throw translated(error);
      }
    };
  return {
    requireTransactions: database.requireTransactions,
    isOwn: database.isOwn,
    isShared: database.isShared,
    isStorable: database.isStorable,
    pending: iterate(database.pending),
    ours: iterate(database.ours),
    ids: iterate(database.ids),
    legacyOf: call(database.legacyOf),
    lines: iterate(database.lines),
    collections: call(database.collections),
    countPending: call(database.countPending),
    adopt: call(database.adopt),
    makeOnce: call(database.makeOnce),
    freeFromOldRules: call(database.freeFromOldRules),
    putReview: call(database.putReview),
    review: call(database.review),
    reviewCounts: call(database.reviewCounts),
    reviewItem: call(database.reviewItem),
    mark: call(database.mark),
    noteAdoption: call(database.noteAdoption),
    forgetAdoption: call(database.forgetAdoption),
    adoptions: call(database.adoptions),
    highestNumber: call(database.highestNumber),
    raiseNumber: call(database.raiseNumber),
    insertRaw: call(database.insertRaw),
    loadState: call(database.loadState),
    setLoadState: call(database.setLoadState),
    clearLoaded: call(database.clearLoaded),
  };
}
