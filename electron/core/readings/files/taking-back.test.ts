import { beforeEach, describe, expect, it } from 'vitest';
import { newRecordId } from '../../../../shared/rules/record-id';
import { at, codeOf, now, pulse, readingClinic } from '../../../../tests/support/reading-clinic';

const reason = 'Of another patient';
const text = 'time,pulse,weight (kg)\n2026-11-26T08:00:00Z,70,81\n2026-11-26T09:00:00Z,72,\n';
const weight = '29463-7';

describe('A file of readings that is taken back', () => {
  let time = now;
  beforeEach(() => {
    time = now;
  });
  const minutesPass = () => {
    time = new Date(time.getTime() + 5 * 60_000);
  };
  const { people, newPatient, bringIn } = readingClinic(() => time);
  const doctors = () => people().doctor.client.readings;

  /** A patient with one file of two pulses and a weight, and how it is taken back. */
  async function brought(of?: string) {
    const patient = of ?? (await newPatient());
    const { recordedAt } = await bringIn(patient, text, { device: 'Omron' });
    const file = { patient, recordedAt, device: 'Omron' };
    minutesPass();
    return { patient, file, asking: { ...file, reason, withdrawal: newRecordId(time) } };
  }
  const counts = async (patient: string) =>
    Object.fromEntries((await doctors().summary({ patient })).kinds.map(({ kind, count }) => [kind, count]));
  async function weighing(patient: string) {
    const page = { offset: 0, limit: 10 };
    const [row] = (await doctors().list({ patient, kind: weight, page })).rows;
    if (!row) throw new Error('No weight');
    return { patient, id: row.id, kind: row.kind, takenAt: row.takenAt };
  }

  // Seen red with the readings of every file withdrawn, whatever device it is of.
  it('counts no longer, with its device, its time and the reason in the trail, and other files still do', async () => {
    const { patient, file, asking } = await brought();
    await doctors().record({ patient, readings: [pulse('07:00', 64)] });
    // At the same time as the file.
    time = file.recordedAt;
    await bringIn(patient, 'time,pulse\n2026-11-26T08:00:00Z,80\n', { device: 'Other' });
    minutesPass();
    expect(await doctors().countFile(file)).toEqual({ count: 3 });
    const { count, withdrawnAt } = await doctors().withdrawFile(asking);
    expect(count).toBe(3);
    expect(await doctors().countFile(file)).toEqual({ count: 0 });
    expect(await counts(patient)).toEqual({ '8867-4': 2 });
    const { withdrawn } = await doctors().summary({ patient });
    const weighed = at('08:00', '2026-11-26');
    expect(withdrawn).toContainEqual({ kind: weight, first: weighed, last: weighed });
    await doctors().reinstateFile({ ...file, withdrawnAt });
    expect(await counts(patient)).toEqual({ '8867-4': 4, [weight]: 1 });
    const { rows } = await people().admin.client.auditentries.list({ filter: { patient: { is: patient } } });
    const ofFiles = rows.filter(({ action }) => ['withdrawFile', 'reinstateFile'].includes(String(action)));
    const which = '3 readings of Omron, imported on 2026-11-27 at 09:00';
    expect(ofFiles.map((entry) => entry.reason).sort()).toEqual([which, `${which}: Of another patient`]);
  });

  // Seen red with all that is withdrawn of the file brought back, whenever it was withdrawn.
  it('comes back without what was withdrawn by itself before', async () => {
    const { patient, file, asking } = await brought();
    await doctors().withdraw({ ...(await weighing(patient)), reason: 'Dressed' });
    // Seen red with what was withdrawn by itself among those that go.
    expect(await doctors().countFile(file)).toEqual({ count: 2 });
    minutesPass();
    const { count, withdrawnAt } = await doctors().withdrawFile(asking);
    expect(count).toBe(2);
    minutesPass();
    expect(await doctors().reinstateFile({ ...file, withdrawnAt })).toEqual({ count: 2 });
    expect(await counts(patient)).toEqual({ '8867-4': 2 });
  });

  // Seen red with the time of the last asking; with only those counted that the last asking withdrew.
  it('is taken back once where it is asked for again, also after it was broken off, and comes back whole', async () => {
    const { patient, file, asking } = await brought();
    const first = await doctors().withdrawFile(asking);
    minutesPass();
    expect(await doctors().withdrawFile(asking)).toEqual(first);
    // As if the first asking had been broken off before it came to the weight.
    await doctors().reinstate(await weighing(patient));
    minutesPass();
    expect(await doctors().withdrawFile(asking)).toEqual({ count: 3, withdrawnAt: first.withdrawnAt });
    expect(await counts(patient)).toEqual({});
    await doctors().reinstateFile({ ...file, withdrawnAt: first.withdrawnAt });
    expect(await counts(patient)).toEqual({ '8867-4': 2, [weight]: 1 });
  });

  it('is none where nothing of it counted any more when it was asked for', async () => {
    const { asking } = await brought();
    await doctors().withdrawFile(asking);
    const again = { ...asking, withdrawal: newRecordId(now) };
    expect((await doctors().withdrawFile(again)).count).toBe(0);
  });

  // Seen red with the right to create asked for in place of that to remove.
  it('is taken back and brought back only by those who treat', async () => {
    const { patient, file, asking } = await brought(people().patientId);
    const { nurse, admin, frontdesk } = people();
    const own = people().patient;
    for (const { client } of [admin, frontdesk, own]) {
      expect(await codeOf(client.readings.withdrawFile(asking))).toBe('FORBIDDEN');
      expect(await codeOf(client.readings.reinstateFile({ ...file, withdrawnAt: time }))).toBe('FORBIDDEN');
    }
    const { withdrawnAt, count } = await nurse.client.readings.withdrawFile(asking);
    expect(count).toBe(3);
    expect((await nurse.client.readings.reinstateFile({ ...file, withdrawnAt })).count).toBe(3);
    expect(await counts(patient)).toEqual({ '8867-4': 2, [weight]: 1 });
  });
});
