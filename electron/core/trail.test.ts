import { describe, expect, it } from 'vitest';
import type { AuditNote, Records } from './ports/records';
import type { SignedInPerson } from './session';
import { Trail } from './trail';

const at = new Date('2026-11-23T09:00:00Z');

describe('The audit trail', () => {
  // Seen red with ids that the store gives: an entry whose answer was lost was then kept twice.
  it('hands entries over again under the same ids when nobody knows whether they were kept', async () => {
    const handedOver: AuditNote[][] = [];
    let fails = true;
    const records = {
      appendAudit: async (entries: readonly AuditNote[]) => {
        handedOver.push([...entries]);
        if (fails) throw new Error('The answer was lost');
      },
    } as unknown as Records;
    const failures: unknown[] = [];
    const trail = new Trail({ records: () => records, place: () => 'here' }, (error) => failures.push(error));
    trail.note({ at, action: 'read', outcome: 'done' });
    trail.note({ at, action: 'read', outcome: 'done' });
    await trail.flush();
    fails = false;
    await trail.flush();
    expect(failures).toHaveLength(1);
    const [first, second] = handedOver.map((entries) => entries.map(({ id }) => id));
    expect(second).toEqual(first);
    expect(new Set(first).size).toBe(2);
    for (const id of first ?? []) expect(id).toMatch(/^[0-9a-f]{24}$/);
    await trail.flush();
    expect(handedOver).toHaveLength(2);
  });

  // Seen red with the last question alone: a count that found one person was hidden by the next one.
  it('keeps counts that follow each other, as while criteria are typed, in one entry with every question', async () => {
    const kept: AuditNote[] = [];
    const records = {
      appendAudit: async (entries: readonly AuditNote[]) => void kept.push(...entries),
    } as unknown as Records;
    const trail = new Trail({ records: () => records, place: () => 'here' }, () => undefined);
    const joshi: SignedInPerson = {
      ...{ userId: '1'.repeat(24), username: 'joshi', displayName: 'Dr. Joshi', roles: ['doctor'] },
    };
    const lee = { ...joshi, userId: '2'.repeat(24), displayName: 'Dr. Lee' };
    for (const reason of ['E: 9 patients', 'E1: 1 patient', 'E1: 1 patient', 'E11: 2 patients'])
      trail.noteCount(joshi, 'desk', { record: 'cohort', reason, at });
    trail.noteCount(lee, 'desk', { record: 'cohort', reason: 'J: 1 patient', at });
    // As when the app closes.
    await trail.flush();
    expect(kept.map(({ userName, reason }) => [userName, reason])).toEqual([
      ['Dr. Joshi', 'E: 9 patients; E1: 1 patient; E11: 2 patients'],
      ['Dr. Lee', 'J: 1 patient'],
    ]);
  });

  // Seen red with one list for all: who read a chart of one clinic stood in the audit of another.
  it('of one database is never written into another, and waits until its own is open again', async () => {
    const written = { here: 0, elsewhere: 0 };
    let place: keyof typeof written = 'here';
    let isOpen = false;
    const trail = new Trail(
      {
        records: () =>
          isOpen
            ? {
                appendAudit: async (entries) => {
                  written[place] += entries.length;
                },
              }
            : null,
        place: () => place,
      },
      () => undefined,
    );
    trail.note({ at, action: 'read', outcome: 'done' });
    await trail.flush();
    place = 'elsewhere';
    isOpen = true;
    trail.note({ at, action: 'read', outcome: 'done' });
    trail.note({ at, action: 'read', outcome: 'done' });
    await trail.flush();
    expect(written).toEqual({ here: 0, elsewhere: 2 });
    expect(trail.unwritten).toBe(1);
    place = 'here';
    await trail.flush();
    expect(written).toEqual({ here: 1, elsewhere: 2 });
  });
});
