import { describe, expect, it } from 'vitest';
import type { ClinicClient, ClinicEvent } from '../../shared/contract';
import { followEvents, isNewsOfSession } from './live-events';

/** A core whose stream of events ends after each of these beginnings; the last one stays open. */
function clientWith(streams: readonly ClinicEvent[][]) {
  let opened = 0;
  async function* stream(events: readonly ClinicEvent[], isLast: boolean, signal: AbortSignal | undefined) {
    yield* events;
    if (isLast && signal?.aborted) return;
    if (isLast) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    else throw new Error('the link is gone');
  }
  const watch = async (_input: unknown, options?: { signal?: AbortSignal }) => {
    const events = streams[opened] ?? [];
    opened += 1;
    return stream(events, opened >= streams.length, options?.signal);
  };
  // The one procedure that is followed.
  return { events: { watch } } as unknown as ClinicClient;
}

describe('live updates', () => {
  it('are followed again after the stream broke, with news of the connection in between', async () => {
    const change: ClinicEvent = { type: 'changed', entity: 'patients', id: '1'.repeat(24) };
    const client = clientWith([
      [{ type: 'ready' }, change],
      [{ type: 'ready' }, change],
    ]);
    const stop = new AbortController();
    const told: string[] = [];
    const following = followEvents(
      client,
      (event) => {
        told.push(event.type);
        if (told.length === 5) stop.abort();
      },
      stop.signal,
      1,
    );
    await following;
    expect(told).toEqual(['ready', 'changed', 'connection', 'ready', 'changed']);
  });
});

// Seen red with news of the connection alone: after the zone of a clinic was corrected, a form refused a real today.
it('the session is asked for again when a clinic changes, or something was missed, and for no other record', () => {
  const changed = (entity: string): ClinicEvent => ({ type: 'changed', entity, id: '1'.repeat(24) });
  const news: ClinicEvent[] = [{ type: 'connection' }, { type: 'gap' }, changed('clinics')];
  expect(news.filter(isNewsOfSession)).toEqual(news);
  const others: ClinicEvent[] = [{ type: 'ready' }, changed('patients')];
  expect(others.filter(isNewsOfSession)).toEqual([]);
});
