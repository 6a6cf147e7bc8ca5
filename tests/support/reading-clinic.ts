import { afterAll, beforeAll, expect } from 'vitest';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from './clinic';

/** What the clock of these clinics says. */
export const now = new Date('2026-11-27T09:00:00Z');

/** An instant of that day, or of another, in UTC. */
export const at = (time: string, date = '2026-11-27') => new Date(`${date}T${time}:00Z`);

export const pulse = (time: string, value: number) => ({
  ...{ kind: '8867-4', value, unit: '/min' },
  takenAt: at(time),
});

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

export const issuesOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: { data?: { issues?: unknown[] } }) => error.data?.issues,
  );

/** A clinic for the suite that calls this, with people to call as; at its end, nothing unexpected may have been logged. `clock` says what time it is there, `now` unless given. */
export function readingClinic(clock: () => Date = () => now) {
  let clinic: TestClinic;
  let people: People;
  beforeAll(async () => {
    clinic = await openTestClinic({ clock });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
    expect(clinic?.logged).toEqual([]);
  });
  const file = (patient: string, text: string) => ({ patient, format: 'csv', content: { text } }) as const;
  return {
    people: () => people,
    newPatient: async (more: object = {}) =>
      (
        await people.doctor.client.patients.create({
          ...{ firstname: 'Tanmay', lastname: 'Kulkarni', dateOfBirth: '1960-01-01', ...more },
        })
      ).record.id,
    /** What an import of a text would do; of CSV unless `more` says otherwise. */
    preview: (patient: string, text: string, more: object = {}) =>
      people.doctor.client.readings.previewImport({ ...file(patient, text), ...more }),
    bringIn: (patient: string, text: string, more: object = {}) =>
      people.doctor.client.readings.import({ ...file(patient, text), ...more }),
  };
}
