import { afterEach, describe, expect, it } from 'vitest';
import { type CarrierName, carriers, openPeople, openTestClinic } from '../../tests/support/clinic';
import type { ProbeServer } from './ports/server-probe';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Asks a server that never answers, until it is told to stop. */
function endlessProbe() {
  const seen = { asked: 0, stopped: 0 };
  const probe: ProbeServer = (_address, signal) => {
    seen.asked += 1;
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        seen.stopped += 1;
        reject(signal.reason);
      });
    });
  };
  return { seen, probe };
}

const test = {
  fields: {
    ...{ name: 'Clinic server', kind: 'server' as const, srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example' }],
    tls: { isUsed: true },
    signIn: { mechanism: 'SCRAM-SHA-256' as const, username: 'desk' },
  },
  acceptedRisks: [],
};

describe('the test of a connection', () => {
  // Seen red with the signal of the call left out of what the probe is given.
  it.each(Object.keys(carriers) as CarrierName[])(
    'ends in the core when it is stopped over %s',
    async (name) => {
      const { seen, probe } = endlessProbe();
      const clinic = await openTestClinic({ probe });
      closers.push(() => clinic.close());
      const carrier = await carriers[name](clinic.core);
      closers.push(() => carrier.close());
      const people = await openPeople(carrier.newCaller);
      closers.push(() => people.close());
      const stop = new AbortController();
      const told = people.admin.client.connections.test(test, { signal: stop.signal });
      told.catch(() => undefined);
      await expect.poll(() => seen.asked).toBe(1);
      expect(seen.stopped).toBe(0);
      stop.abort();
      await expect.poll(() => seen.stopped).toBe(1);
      await expect(told).rejects.toBeInstanceOf(Error);
    },
  );
});
