import { describe, expect, it } from 'vitest';
import type { ClinicCopies, CopyOrder, CopyWatch } from '../ports/clinic-copies';
import { CopyJob } from './copy-job';

const order: CopyOrder = {
  to: {
    ...{ connection: 'one', name: 'Clinic server', address: { uri: 'mongodb://db.example/clinic' } },
    place: { hosts: [{ host: 'db.example' }], srv: false, database: 'clinic' },
  },
  ...{ from: 'This computer', by: 'Ada Okonkwo', at: new Date('2026-11-23T09:40:00Z') },
};

describe('the copy that this computer makes', () => {
  // Seen red while it said so only after it had given up.
  it('says that the other server does not answer while it waits for it', async () => {
    const watches: CopyWatch[] = [];
    // Of the port only what a job asks for: a copy that goes on until it is stopped.
    const copies = {
      run: (_order: CopyOrder, watch: CopyWatch) => {
        watches.push(watch);
        return new Promise((_resolve, reject) => {
          watch.signal.addEventListener('abort', () => reject(watch.signal.reason));
        });
      },
    } as unknown as ClinicCopies;
    const job = new CopyJob({
      ...{ copies: () => copies, beforePause: async () => undefined },
      ...{ onStage: () => undefined, log: () => undefined },
    });
    expect(job.start(order, () => undefined)).toBe(true);
    for (const answers of [true, false, true]) {
      watches[0]?.onAnswering(answers);
      expect(job.run).toMatchObject({ kind: 'running', isTargetAway: !answers });
    }
    await job.stop();
    expect(job.run).toEqual({ kind: 'stopped' });
  });
});
