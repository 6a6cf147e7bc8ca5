import type { Device } from '../../../shared/entities';
import type { EntityRule } from '../entity-rule';
import { requireAgreed } from './agreed';

/**
 * A sensor measures one patient. A device is in use unless it is said otherwise. Its token is for what the device was
 * when it was issued: for another patient, as another kind, or brought back after it was removed, it needs a new one.
 */
export const deviceRule: EntityRule = {
  async prepare(step) {
    requireAgreed('devices', step);
    const { action, after, sent } = step;
    const { active } = after as Partial<Device>;
    const isAnother = action === 'update' && ('patient' in sent || 'kind' in sent);
    return {
      ...(action === 'create' && active === undefined ? { active: true } : {}),
      ...(isAnother || action === 'remove' ? { tokenHash: undefined, tokenIssuedAt: undefined } : {}),
    };
  },
};

/** Limits have at least one end, and the lower one is not above the other. */
export const readingLimitRule: EntityRule = {
  async prepare(step) {
    requireAgreed('readinglimits', step);
    return {};
  },
};
