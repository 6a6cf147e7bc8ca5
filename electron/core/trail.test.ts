import { describe, expect, it } from 'vitest';
import type { AuditNote, Records } from './ports/records';
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
    const trail = new Trail(
      () => records,
      (error) => failures.push(error),
    );
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
});
