import type { procedures } from '../../shared/contract';
import { type DraftNamed, entities, type User } from '../../shared/entities';
import type { EntityDefinition } from '../../shared/schema';
import { type Call, personOf } from './call';
import type { EntityRecords } from './entity-records';
import { differing } from './entity-records-fields';
import type { StoredRecord } from './ports/records';
import { conflict, invalid } from './refusal';
import type { HandlersOf } from './router';

type StoredUser = StoredRecord & Partial<User>;
type Changes = Record<string, unknown>;

/** Letting people in and out. Works through the same entity service as every other change, so the user rule applies. */
export function accountHandlers(entityRecords: EntityRecords): HandlersOf<(typeof procedures)['accounts']> {
  const accountNow = async (id: string, call: Call): Promise<StoredUser> =>
    (await entityRecords.get(entities.users, id, personOf(call))).record;

  /** Changes the account that was read at a revision; a new doctor is made with it, and is theirs. */
  async function decide(
    at: { id: string; revision: number },
    changes: Changes,
    call: Call,
    newDoctor?: DraftNamed<'doctors'>,
  ) {
    const actor = { person: personOf(call), device: call.session.device, now: call.now };
    const { record } = await entityRecords.together(async (writes) => {
      const made = newDoctor && (await writes.create(entities.doctors, newDoctor, actor)).record.id;
      const whole = made ? { ...changes, doctor: made } : changes;
      // Who may do what is one decision: no half of it is mixed with that of another administrator.
      return writes.update(entities.users, at, whole, actor, { whole: true });
    });
    return briefOf(record);
  }

  /** Whether the last that was done to an account is just this, by this person: the answer was lost then, and it is asked again. */
  async function isDone(
    account: StoredUser,
    changes: Changes,
    call: Call,
    newDoctor?: DraftNamed<'doctors'>,
  ) {
    const person = personOf(call);
    const { doctor: chosen, ...others } = changes;
    const wanted = newDoctor ? others : { ...others, ...(chosen === undefined ? {} : { doctor: chosen }) };
    if (account.updatedBy !== person.userId || isOther(entities.users, account, wanted)) return false;
    if (!newDoctor) return true;
    if (!account.doctor) return false;
    const { record: doctor } = await entityRecords.get(entities.doctors, account.doctor, person);
    const wasMadeWithIt = doctor.createdAt.getTime() === account.updatedAt.getTime();
    return wasMadeWithIt && !isOther(entities.doctors, doctor, newDoctor);
  }

  return {
    async approve({ id, roles, doctor = null, patient = null, newDoctor }, call) {
      if (roles.includes('patient') && !patient)
        throw invalid(['patient'], 'Choose which patient this person is.');
      const changes = { status: 'active', roles, doctor, patient };
      const account = await accountNow(id, call);
      if (account.status === 'active' && (await isDone(account, changes, call, newDoctor)))
        return briefOf(account);
      requireStill('pending', account, changes);
      return decide(account, changes, call, newDoctor);
    },

    async setRoles({ id, revision, roles, doctor, patient, newDoctor }, call) {
      const account = await accountNow(id, call);
      // Roles let people in; whoever waits is approved or turned down, with the same words to everyone.
      if (account.status === 'pending')
        throw invalid(['roles'], 'This person waits for approval. Approve them first.');
      if (revision === undefined && (await isDone(account, { roles, doctor, patient }, call, newDoctor)))
        return briefOf(account);
      return decide(
        { id, revision: revision ?? account.revision },
        { roles, doctor, patient },
        call,
        newDoctor,
      );
    },

    async disable({ id, disabled }, call) {
      const account = await accountNow(id, call);
      if (disabled) return decide(account, { status: 'disabled' }, call);
      // Nobody is let in by this who was never given a role.
      const changes = { status: account.roles?.length ? 'active' : 'pending' };
      if (await isDone(account, changes, call)) return briefOf(account);
      requireStill('disabled', account, changes);
      return decide(account, changes, call);
    },
  };
}

const briefOf = ({ id, revision }: StoredRecord) => ({ record: { id, revision } });

const isOther = (entity: EntityDefinition, record: StoredRecord, wanted: Changes): boolean => {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  return Object.keys(differing(entity, record, given)).length > 0;
};

/** Somebody else was quicker; what they decided is not overwritten by who has not seen it. */
function requireStill(status: User['status'], account: StoredUser, yours: Changes): void {
  if (account.status !== status)
    throw conflict({ kind: 'changed', current: account, yours, fields: ['status'] });
}
