import type { UnitOfWork } from '../../core/ports/records';
import type { CountCache } from '../count-cache';
import { type Counters, numbersOfOneUnit } from '../counters';
import type { StoredEntities, StoredEntity } from '../models';
import { deferredUnit } from './deferred-unit';
import type { StandaloneWriter } from './standalone-writer';

export type DeferredChangeSurroundings = {
  readonly writer: StandaloneWriter;
  readonly stored: StoredEntities;
  readonly auditTrail: StoredEntity;
  readonly counters: Counters;
  readonly counts: CountCache;
};

/** Runs units of work one after another, each with what it decided stored at its end. */
export function deferredChanges({
  writer,
  stored,
  auditTrail,
  counters,
  counts,
}: DeferredChangeSurroundings) {
  return async <T>(work: (unit: UnitOfWork) => Promise<T>, isWanted: () => boolean): Promise<T> => {
    const nextNumber = numbersOfOneUnit(counters);
    const unit = deferredUnit({ stored, auditTrail, nextNumber: nextNumber() });
    try {
      return await writer.inTurn(async (lease) => {
        const result = await work(unit);
        const journal = await unit.decided();
        if (journal) await lease.store(journal);
        return result;
      }, isWanted);
    } finally {
      counts.forgetAll(unit.written);
    }
  };
}
