import type { procedures } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { type Call, personOf } from './call';
import type { EntityRecords } from './entity-records';
import { conflict, invalid } from './refusal';
import type { HandlersOf } from './router';

/** Letting people in and out. Works through the same entity service as every other change, so the user rule applies. */
export function accountHandlers(entityRecords: EntityRecords): HandlersOf<(typeof procedures)['accounts']> {
  async function change(id: string, changes: Record<string, unknown>, call: Call, expected?: 'pending') {
    const person = personOf(call);
    const { record } = await entityRecords.get(entities.users, id, person);
    // Somebody else was quicker; what they decided is not overwritten by who has not seen it.
    if (expected && record.status !== expected)
      throw conflict({ kind: 'changed', current: record, yours: changes, fields: ['status'] });
    const actor = { person, device: call.session.device, now: call.now };
    const changed = await entityRecords.update(
      entities.users,
      { id, revision: record.revision },
      changes,
      actor,
      // Who may do what is one decision: no half of it is mixed with that of another administrator.
      { whole: true },
    );
    return { record: { id: changed.record.id, revision: changed.record.revision } };
  }

  return {
    async approve({ id, roles, doctor, patient }, call) {
      if (roles.includes('patient') && !patient)
        throw invalid(['patient'], 'Choose which patient this person is.');
      return change(
        id,
        { status: 'active', roles, doctor: doctor ?? null, patient: patient ?? null },
        call,
        'pending',
      );
    },
    setRoles: ({ id, roles }, call) => change(id, { roles }, call),
    disable: ({ id, disabled }, call) => change(id, { status: disabled ? 'disabled' : 'active' }, call),
  };
}
