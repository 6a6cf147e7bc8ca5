import type { procedures } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { personOf } from './call';
import type { EntityRecords } from './entity-records';
import type { HandlersOf } from './router';

const { healthlogs } = entities;

/** Signing goes through the same entity service as every other change, so the rule of visits applies. */
export function visitHandlers(entityRecords: EntityRecords): HandlersOf<(typeof procedures)['visits']> {
  return {
    async sign(at, call) {
      const person = personOf(call);
      const found = await entityRecords.get(healthlogs, at.id, person);
      // The answer to the first try was lost.
      if (found.record.signedBy === person.userId) return found;
      const actor = { person, device: call.session.device, now: call.now };
      const signature = { signedAt: call.now, signedBy: person.userId, signedByName: person.displayName };
      // Nobody signs what they have not seen: whatever was changed since it was read is a conflict.
      try {
        return await entityRecords.update(healthlogs, at, signature, actor, {
          whole: true,
          auditedAs: 'sign',
        });
      } catch (refused) {
        // Or the first try was on its way still.
        const signed = await entityRecords.atLast(healthlogs, at.id);
        if (signed?.signedBy !== person.userId) throw refused;
        return entityRecords.get(healthlogs, at.id, person);
      }
    },
  };
}
