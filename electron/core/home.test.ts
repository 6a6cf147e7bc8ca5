import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClinicDay, openClinicDay, today } from '../../tests/support/clinic-day';
import type { People } from '../../tests/support/clinic';

describe('the day of a clinic', () => {
  let day: ClinicDay;
  let people: People;
  let patient: string;

  beforeAll(async () => {
    day = await openClinicDay();
    ({ people, patient } = day);
  });
  afterAll(() => day?.close());

  it('counts the day as it stands', async () => {
    const { figures, attention, date, time } = await people.frontdesk.client.home.get();
    expect({ date, time }).toEqual({ date: today, time: '11:30' });
    expect(figures).toMatchObject({
      booked: { value: 2 },
      seen: { value: 1 },
      waiting: { value: 1 },
      averageWait: { value: 16 },
      didNotCome: { value: 0 },
    });
    expect(attention).toContainEqual({
      kind: 'notConfirmedTomorrow',
      count: 1,
      detail: 'First at 10:00, Dr Meera Joshi',
    });
  });

  it('tells each role only of kinds of records they may read', async () => {
    const totals = async (role: 'frontdesk' | 'doctor') =>
      Object.keys((await people[role].client.home.get()).totals).sort();
    expect(await totals('frontdesk')).toEqual(['appointments', 'clinics', 'doctors', 'patients']);
    expect(await totals('doctor')).toContain('healthlogs');
  });

  it('remembers the patients someone worked with last', async () => {
    await people.doctor.client.chart.get({ patient });
    const recent = async () =>
      (await people.doctor.client.home.get()).recentPatients.map((each) => each.name);
    await expect.poll(recent, { timeout: 5_000 }).toContain('Tanmay Kulkarni');
  });

  it.each([
    ['kulk', ['Name']],
    ['0412', ['Phone ends 0412']],
    ['tanmay 3.8.1980', ['Date of birth', 'Name']],
    ['TANMAY kulkarni', ['Name']],
  ])('finds a patient by "%s" and says why', async (query, reasons) => {
    const { patients } = await people.frontdesk.client.search.patients({ query });
    expect(patients[0]).toMatchObject({ name: 'Tanmay Kulkarni', reasons, today: { time: '09:00' } });
  });

  it('finds nobody for words that fit nobody, and for none at all', async () => {
    expect(await people.frontdesk.client.search.patients({ query: 'zzz' })).toEqual({
      patients: [],
      total: 0,
    });
    expect(await people.frontdesk.client.search.patients({ query: '  ' })).toEqual({
      patients: [],
      total: 0,
    });
  });

  it('counts the days of a month', async () => {
    const { days } = await people.frontdesk.client.schedule.week({ from: '2027-03-01', to: '2027-03-31' });
    expect(days).toHaveLength(31);
    expect(days.find((day) => day.date === today)).toMatchObject({
      total: 2,
      byStatus: { done: 1, arrived: 1 },
    });
    const tooLong = people.frontdesk.client.schedule.week({ from: '2027-01-01', to: '2027-12-31' });
    await expect(tooLong).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: ['to'] }] } });
  });
});
