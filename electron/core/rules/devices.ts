import type { Device, ReadingLimit } from '../../../shared/entities';
import type { EntityRule } from '../entity-rule';
import { invalid } from '../refusal';

/**
 * A sensor measures one patient. A device is in use unless it is said otherwise. Its token is for what the device was
 * when it was issued: for another patient, as another kind, or brought back after it was removed, it needs a new one.
 */
export const deviceRule: EntityRule = {
  async prepare({ action, after, sent }) {
    const { kind, patient, active } = after as Partial<Device>;
    if (action !== 'remove' && kind === 'sensor' && !patient)
      throw invalid(['patient'], 'Choose the patient whom this sensor measures.');
    const isAnother = action === 'update' && ('patient' in sent || 'kind' in sent);
    return {
      ...(action === 'create' && active === undefined ? { active: true } : {}),
      ...(isAnother || action === 'remove' ? { tokenHash: undefined, tokenIssuedAt: undefined } : {}),
    };
  },
};

/** Limits have at least one end, and the lower one is not above the other. */
export const readingLimitRule: EntityRule = {
  async prepare({ action, after }) {
    const { low, high } = after as Partial<ReadingLimit>;
    if (action === 'remove') return {};
    if (low === undefined && high === undefined)
      throw invalid(['low'], 'Give the lowest or the highest value.');
    if (low !== undefined && high !== undefined && low > high)
      throw invalid(['high'], 'This is below the lowest value.');
    return {};
  },
};
