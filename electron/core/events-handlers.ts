import type { ClinicEvent, procedures } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { reach } from '../../shared/rules/permissions';
import { readingRecords } from '../../shared/rules/readings/access';
import type { Call } from './call';
import type { EventBus } from './event-bus';
import type { RecordChange } from './ports/store';
import type { HandlersOf } from './router';
import type { Session, SignedInPerson } from './session';

/**
 * `events.watch`. Who listens is asked anew for each event, so that a sign-out or a role taken away ends what is told.
 */
export function eventsHandlers(
  bus: EventBus,
  table: EntityTable,
  personIn: (session: Session) => Promise<SignedInPerson | null>,
): HandlersOf<(typeof procedures)['events']> {
  return {
    async watch(_input, call) {
      return watch(bus, table, personIn, call);
    },
  };
}

/** So often who listens is told that the core is there, which a process that hangs is not. */
export const ALIVE_EVERY_MS = 4_000;

/** A gap that is owed waits this long, so that one stands for many. */
export const OWED_AFTER_MS = 400;

async function* watch(
  bus: EventBus,
  table: EntityTable,
  personIn: (session: Session) => Promise<SignedInPerson | null>,
  call: Call,
): AsyncGenerator<ClinicEvent, void, void> {
  const { session } = call;
  const ended = new AbortController();
  const end = () => ended.abort();
  call.signal?.addEventListener('abort', end, { once: true });
  // Who hung up before the stream began is told nothing any more by the signal.
  if (call.signal?.aborted) return;
  const told = bus.listen(ended.signal);
  const tellAboutSession = () => bus.tell({ type: 'connection', session });
  session.listeners.add(tellAboutSession);
  let owed: NodeJS.Timeout | undefined;
  const owe = () => {
    owed ??= setTimeout(() => bus.tell({ type: 'owed', session }), OWED_AFTER_MS).unref();
  };
  const isPaid = () => {
    clearTimeout(owed);
    owed = undefined;
  };
  const alive = setInterval(() => bus.tell({ type: 'alive', session }), ALIVE_EVERY_MS).unref();
  /** Undefined while that cannot be found out. */
  const whoListens = () => personIn(session).catch(() => undefined);
  try {
    yield { type: 'ready' };
    for await (const event of told) {
      if (event.type === 'gap') {
        isPaid();
        yield event;
      } else if (event.type === 'connection') {
        if (!event.session || event.session === session) yield { type: 'connection' };
      } else if (event.type === 'alive') {
        if (event.session === session) yield { type: 'alive' };
      } else if (event.type === 'owed') {
        if (event.session !== session || owed === undefined) continue;
        isPaid();
        const person = await whoListens();
        if (person === undefined) owe();
        if (person) yield { type: 'gap' };
      } else {
        // Roles given or taken, or the whole account: the window that they work in must not go on as before.
        if (event.change.entity === 'users' && event.change.id === session.userId)
          yield { type: 'connection' };
        const person = await whoListens();
        // A change must not be lost to a window because its person could not be looked up.
        if (person === undefined) owe();
        if (!person) continue;
        const { hasMoved, ...change } = event.change;
        const told = isForThem(person, change, table) ? change : flagOf(change, table);
        if (told && isForThem(person, told, table)) yield { type: 'changed', ...told };
        // Whose it was is not known any more: everyone who may have seen it reads again, and is not told what.
        if (hasMoved && maySeeSome(person, change.entity, table)) owe();
      }
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    isPaid();
    clearInterval(alive);
    session.listeners.delete(tellAboutSession);
    ended.abort();
  }
}

/** What those who may not read a record still see of it: the flag on its patient. */
function flagOf({ entity, patient }: RecordChange, table: EntityTable): RecordChange | undefined {
  return table[entity]?.isFlagged && patient ? { entity: 'patients', id: patient, patient } : undefined;
}

/** True when the person may have seen such a record of somebody, or the flag that it set on their patient. */
function maySeeSome(person: SignedInPerson, name: string, table: EntityTable): boolean {
  const entity = table[name];
  if (!entity) return false;
  return (
    reach(person, 'read', entity) !== 'none' ||
    (entity.isFlagged === true && maySeeSome(person, 'patients', table))
  );
}

/** What decides who is told: the entity, or how readings are kept. */
const keptAs = ({ entity }: RecordChange, table: EntityTable) =>
  entity === readingRecords.name ? readingRecords : table[entity];

function isForThem(person: SignedInPerson, change: RecordChange, table: EntityTable): boolean {
  const entity = keptAs(change, table);
  if (!entity) return false;
  const reached = reach(person, 'read', entity);
  if (reached === 'all') return true;
  if (reached === 'none') return false;
  return (entity.patientField === 'id' ? change.id : change.patient) === reached.patient;
}
