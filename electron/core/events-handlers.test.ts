import { describe, expect, it, vi } from 'vitest';
import type { ClinicEvent } from '../../shared/contract';
import { entities } from '../../shared/entities';
import type { Call } from './call';
import { EventBus, type Told } from './event-bus';
import { ALIVE_EVERY_MS, eventsHandlers } from './events-handlers';
import { openSession, type SignedInPerson } from './session';

const person = (roles: SignedInPerson['roles'], patient?: string): SignedInPerson => ({
  userId: 'f'.repeat(24),
  username: 'someone',
  displayName: 'Someone',
  roles,
  ...(patient ? { patient } : {}),
});
const changed = (change: Partial<Extract<Told, { type: 'changed' }>['change']>): Told => ({
  type: 'changed',
  change: { entity: 'appointments', id: '1'.repeat(24), ...change },
});

/** A window that follows what happens; `who` says who is signed in there, each time that is asked. */
async function openWindow(who: () => SignedInPerson | null) {
  const bus = new EventBus();
  const session = { ...openSession('this computer'), userId: 'f'.repeat(24) };
  const stop = new AbortController();
  const { watch } = eventsHandlers(bus, entities, async () => who());
  const call: Call = { session, now: new Date(), person: null, signal: stop.signal };
  const stream = await (watch as (input: undefined, call: Call) => Promise<AsyncGenerator<ClinicEvent>>)(
    undefined,
    call,
  );
  expect(await stream.next()).toMatchObject({ value: { type: 'ready' } });
  /** What is told up to the next news about the connection, which is told in any case and in its order. */
  const heard = async () => {
    bus.tell({ type: 'connection' });
    return upTo('connection');
  };
  const upTo = async (last: ClinicEvent['type']) => {
    const events: ClinicEvent['type'][] = [];
    for (;;) {
      const { value } = await stream.next();
      if (!value) throw new Error('The stream has ended');
      events.push(value.type);
      if (value.type === last) return events;
    }
  };
  return { bus, session, heard, upTo, close: () => stop.abort() };
}

describe('A window that follows what happens', () => {
  // Seen red with changes of allergies told to their readers alone: the flag at the desk came with the next reload.
  it('is told of the patient whose allergies changed, where it may not read those', async () => {
    const patient = '3'.repeat(24);
    const allergy = changed({ entity: 'allergies', id: '2'.repeat(24), patient });
    const { bus, upTo, close } = await openWindow(() => person(['frontdesk']));
    bus.tell(allergy);
    bus.tell(changed({ entity: 'problems', id: '2'.repeat(24), patient }));
    bus.tell({ type: 'connection' });
    expect(await upTo('connection')).toEqual(['changed', 'connection']);
    close();
    const own = await openWindow(() => person(['patient'], '4'.repeat(24)));
    own.bus.tell(allergy);
    expect(await own.heard()).toEqual(['connection']);
    own.close();
  });

  // Seen red without the comparison with `session.userId`.
  it('looks at its connection when the roles of its person changed, not when those of others did', async () => {
    const { bus, session, upTo, close } = await openWindow(() => person(['frontdesk']));
    bus.tell(changed({ entity: 'users', id: '2'.repeat(24) }));
    bus.tell(changed({}));
    bus.tell(changed({ entity: 'users', id: session.userId }));
    expect(await upTo('connection')).toEqual(['changed', 'connection']);
    close();
  });

  // Seen red with a lookup that fails taken for nobody: what had changed then was never told.
  it('reads again later when it could not be found out who listens', async () => {
    let failures = 2;
    const { bus, heard, upTo, close } = await openWindow(() => {
      failures -= 1;
      if (failures >= 0) throw new Error('The database is away');
      return person(['frontdesk']);
    });
    bus.tell(changed({}));
    expect(await heard()).toEqual(['connection']);
    // Asked again after a while, failed again, and asked once more.
    expect(await upTo('gap')).toEqual(['gap']);
    expect(failures).toBe(-1);
    bus.tell(changed({}));
    expect(await heard()).toEqual(['changed', 'connection']);
    close();
  });

  // Seen red without the timer, and with one that goes on for a window that is closed.
  it('is told every few seconds that the core is there, also signed out, until it is closed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { upTo, close, heard } = await openWindow(() => null);
      vi.advanceTimersByTime(2 * ALIVE_EVERY_MS);
      expect(await upTo('alive')).toEqual(['alive']);
      expect(await upTo('alive')).toEqual(['alive']);
      close();
      await expect(heard()).rejects.toThrow('The stream has ended');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told no gap for a change while nobody is signed in', async () => {
    const asked: number[] = [];
    const { bus, heard, close } = await openWindow(() => {
      asked.push(1);
      return null;
    });
    bus.tell(changed({ hasMoved: true }));
    expect(await heard()).toEqual(['connection']);
    expect(asked).toEqual([1]);
    close();
  });

  // Seen red with a gap for each: 500 for 500 records of an adoption.
  it('reads again once when many records have changed their patients', async () => {
    const { bus, heard, upTo, close } = await openWindow(() => person(['patient'], 'a'.repeat(24)));
    for (let at = 0; at < 500; at += 1) bus.tell(changed({ patient: 'b'.repeat(24), hasMoved: true }));
    expect(await heard()).toEqual(['connection']);
    expect(await upTo('gap')).toEqual(['gap']);
    expect(await heard()).toEqual(['connection']);
    close();
  });

  it('does not read again twice when a gap is told meanwhile', async () => {
    const { bus, session, heard, upTo, close } = await openWindow(() => person(['frontdesk']));
    bus.tell(changed({ hasMoved: true }));
    bus.tell({ type: 'gap' });
    expect(await upTo('gap')).toEqual(['changed', 'gap']);
    bus.tell({ type: 'owed', session });
    expect(await heard()).toEqual(['connection']);
    close();
  });

  // Seen red with readers of allergies alone told: the flag stayed at the desk on the patient who had it before.
  it('reads again when an allergy that it sees only as a flag has gone to another patient', async () => {
    const { bus, upTo, close } = await openWindow(() => person(['frontdesk']));
    bus.tell(changed({ entity: 'allergies', patient: 'b'.repeat(24), hasMoved: true }));
    expect(await upTo('gap')).toEqual(['changed', 'gap']);
    close();
  });

  // Seen red without `maySeeSome`.
  it('does not read again for what its person sees nothing of', async () => {
    const { bus, session, heard, close } = await openWindow(() => person(['frontdesk']));
    bus.tell(changed({ entity: 'symptomjournals', hasMoved: true }));
    bus.tell({ type: 'owed', session });
    expect(await heard()).toEqual(['connection']);
    close();
  });
});
