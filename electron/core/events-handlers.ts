import type { ClinicEvent, procedures } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { reach } from '../../shared/rules/permissions';
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
  try {
    yield { type: 'ready' };
    for await (const event of told) {
      if (event.type === 'gap') yield event;
      if (event.type === 'connection' && (!event.session || event.session === session))
        yield { type: 'connection' };
      if (event.type !== 'changed') continue;
      // Roles given or taken, or the whole account: the window that they work in must not go on as before.
      if (event.change.entity === 'users' && event.change.id === session.userId) yield { type: 'connection' };
      const person = await personIn(session).catch(() => null);
      if (!person) continue;
      const { hasMoved, ...change } = event.change;
      if (isForThem(person, change, table)) yield { type: 'changed', ...change };
      // Whose it was is not known any more: everyone who may have seen it reads again, and is not told what.
      if (hasMoved) yield { type: 'gap' };
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    session.listeners.delete(tellAboutSession);
    ended.abort();
  }
}

function isForThem(person: SignedInPerson, change: RecordChange, table: EntityTable): boolean {
  const entity = table[change.entity];
  if (!entity) return false;
  const reached = reach(person, 'read', entity);
  if (reached === 'all') return true;
  if (reached === 'none') return false;
  return (entity.patientField === 'id' ? change.id : change.patient) === reached.patient;
}
