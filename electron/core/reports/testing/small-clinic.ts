import { entities, type EntityName } from '../../../../shared/entities';
import { openPeople, openTestClinic, carriers } from '../../../../tests/support/clinic';

const at = new Date('2026-01-01T08:00:00Z');
const icd = (code: string, display = `Meaning of ${code}`) => ({
  ...{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code, display },
});
const minutesAfter = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * 60_000);
/** Booked, arrived at an instant, called some minutes later, done. */
const waited = (arrived: string, minutes: number) => [
  { status: 'booked', at: new Date('2025-12-01T08:00:00Z') },
  { status: 'arrived', at: new Date(arrived) },
  { status: 'inRoom', at: minutesAfter(arrived, minutes) },
  { status: 'done', at: minutesAfter(arrived, minutes + 10) },
];

/**
 * A clinic in London, small enough to count by hand: two doctors, of whom one works elsewhere, four patients, one who
 * was merged into the first, one who was removed. The clock stands at 2026-06-30.
 */
export async function openSmallClinic() {
  const clinic = await openTestClinic({ clock: () => new Date('2026-06-30T10:00:00Z') });
  const carrier = await carriers['in-process'](clinic.core);
  const people = await openPeople(carrier.newCaller);
  const { records } = clinic.core.database;
  const insert = (entity: EntityName, made: readonly Record<string, unknown>[]) =>
    records.insertMany(entities[entity], made, { at });
  const remove = async (entity: EntityName, id: string) => {
    await records.change((unit) => unit.setRemoved(entities[entity], { id, revision: 1 }, true, {}, { at }));
  };
  const [home] = await records.find(entities.clinics, { limit: 1 });
  const [elsewhere = ''] = await insert('clinics', [{ clinicname: 'Elsewhere' }]);
  const [joshi = '', chen = ''] = await insert('doctors', [
    { firstname: 'Meera', lastname: 'Joshi', clinic: home?.id },
    { firstname: 'Li', lastname: 'Chen', clinic: elsewhere },
  ]);
  const [ann = '', bob = '', cem = '', dee = '', gone = ''] = await insert('patients', [
    {
      ...{ firstname: 'Ann', lastname: 'Able', dateOfBirth: '1980-02-29', sex: 'female' },
      ...{ doctors: [joshi], clinics: [home?.id] },
    },
    { firstname: 'Bob', lastname: 'Best', dateOfBirth: '1950-06-30', sex: 'male', doctors: [chen] },
    { firstname: 'Cem', lastname: 'Can' },
    { firstname: 'Dee', lastname: 'Doe', dateOfBirth: '2026-02-01', sex: 'other' },
    { firstname: 'Gone', lastname: 'Away', dateOfBirth: '1990-01-01', sex: 'male' },
  ]);
  const [former = ''] = await insert('patients', [
    { firstname: 'Ann', lastname: 'Abel', dateOfBirth: '1980-02-29', sex: 'female', mergedInto: ann },
  ]);
  await remove('patients', gone);

  const appointment = (date: string, time: string, patient: string, more: Record<string, unknown>) => ({
    ...{ date, time, minutes: 20, patient, doctor: joshi, clinic: home?.id, ...more },
  });
  const [cancelledByMistake = ''] = await insert('appointments', [
    appointment('2026-01-05', '11:00', ann, { status: 'noShow' }),
    // Sunday of the last week of 2025, and the week that begins in 2025 and is the first of 2026.
    appointment('2025-12-28', '09:00', ann, {
      status: 'done',
      statusTimes: waited('2025-12-28T08:55:00Z', 5),
    }),
    appointment('2025-12-29', '09:00', ann, {
      status: 'done',
      statusTimes: waited('2025-12-29T08:50:00Z', 10),
    }),
    appointment('2026-01-01', '10:00', bob, { status: 'noShow' }),
    appointment('2026-01-04', '14:00', former, { status: 'done' }),
    appointment('2026-01-05', '09:00', cem, { status: 'cancelled' }),
    appointment('2026-01-05', '09:20', cem, {
      ...{ status: 'done', doctor: chen, clinic: elsewhere, statusTimes: waited('2026-01-05T09:10:00Z', 30) },
    }),
    // The clocks have gone forward that night: 09:05 in London.
    appointment('2026-03-29', '09:00', dee, {
      status: 'inRoom',
      statusTimes: waited('2026-03-29T08:05:00Z', 20.5),
    }),
    // Sent in, put back, and called again: waited for 40 minutes in all.
    appointment('2026-03-30', '09:00', dee, {
      status: 'done',
      statusTimes: [
        { status: 'arrived', at: new Date('2026-03-30T08:00:00Z') },
        { status: 'inRoom', at: new Date('2026-03-30T08:10:00Z') },
        { status: 'arrived', at: new Date('2026-03-30T08:11:00Z') },
        { status: 'inRoom', at: new Date('2026-03-30T08:40:00Z') },
      ],
    }),
    // Called the next day: noted late.
    appointment('2026-03-31', '09:00', bob, {
      status: 'done',
      statusTimes: waited('2026-03-31T08:00:00Z', 1_500),
    }),
    appointment('2026-07-01', '09:00', bob, { status: 'booked' }),
    { time: '09:00', minutes: 20, patient: ann, doctor: joshi, clinic: home?.id, status: 'done' },
  ]);
  await remove('appointments', cancelledByMistake);

  const [visit = ''] = await insert('healthlogs', [
    {
      ...{ patient: ann, date: '2025-12-29', doctor: joshi, visitPurpose: 'Cough' },
      diagnoses: [icd('J06.9'), icd('J06.9', 'Said otherwise'), icd('R05.1')],
    },
    { patient: former, date: '2026-01-02', doctor: joshi, visitPurpose: 'cough', diagnoses: [icd('J06.9')] },
    { patient: bob, date: '2026-01-05', doctor: chen, visitPurpose: '=SUM(A1)', diagnoses: [icd('E11.9')] },
    { patient: bob, date: '2026-03-10', visitPurpose: 'Diabetes', diagnoses: [icd('E11.65'), icd('I10')] },
    {
      ...{ patient: cem, date: '2026-03-11', doctor: joshi, visitPurpose: 'Rash' },
      diagnoses: [{ system: 'http://snomed.info/sct', code: '271807003', display: 'Eruption of skin' }],
    },
    { patient: ann, doctor: joshi, visitPurpose: 'Kept without its day' },
  ]);
  const [withdrawn = ''] = await insert('healthlogs', [
    {
      patient: dee,
      date: '2026-01-06',
      doctor: joshi,
      visitPurpose: 'Wrong person',
      diagnoses: [icd('A09')],
    },
    { patient: ann, date: '2026-01-06', doctor: joshi, visitPurpose: 'Cough', amends: visit },
  ]);
  await remove('healthlogs', withdrawn);

  const finding = { kind: 'duplicate', severity: 'moderate', message: 'Metformin twice', about: 'other' };
  const check = (state: string, findings: readonly object[] = []) => ({
    ...{ state, version: '1', findings, notChecked: [] },
  });
  await insert('prescriptions', [
    {
      ...{ patient: bob, dateprescribed: '2026-01-05', doctor: chen, prescriptionName: 'Metformin 500 mg' },
      ...{ status: 'active', checkResult: check('clear') },
    },
    {
      ...{ patient: ann, dateprescribed: '2026-02-01', doctor: joshi, prescriptionName: 'metformin 500 mg' },
      ...{ status: 'completed', endsOn: '2026-03-01', checkResult: check('warnings', [finding]) },
    },
    {
      ...{ patient: former, dateprescribed: '2026-03-01', doctor: joshi, prescriptionName: 'Glucophage 1 g' },
      ...{ status: 'active', checkResult: check('notChecked', [finding]), overrideReason: 'Known and well' },
    },
    { patient: cem, dateprescribed: '2026-03-02', prescriptionName: 'Hedgehog drops', status: 'stopped' },
  ]);
  await insert('symptomjournals', [
    { patient: ann, symptomType: 'Headache', symptomDate: '2025-12-31', severity: 4 },
    { patient: ann, symptomType: 'headache', symptomDate: '2026-02-28', severity: 6 },
    { patient: bob, symptomType: 'Headache', symptomDate: '2026-03-01' },
    { patient: bob, symptomType: 'Dizzy', symptomDate: '2026-06-01', severity: 2 },
  ]);
  await insert('problems', [
    { patient: bob, problem: 'Diabetes', coding: icd('E11.9'), status: 'active', onset: '2014' },
    { patient: cem, problem: 'Diabetes', coding: icd('E11'), status: 'resolved', onset: '2020-05' },
    { patient: former, problem: 'High blood pressure', coding: icd('I10'), onset: '2026-01-15' },
    { patient: gone, problem: 'Diabetes', coding: icd('E11.9'), status: 'active' },
  ]);
  const measure = (patient: string, kind: string, unit: string, values: Record<string, number>) =>
    people.doctor.client.readings.record({
      patient,
      readings: Object.entries(values).map(([time, value]) => ({
        ...{ kind, unit, value, takenAt: new Date(`2026-${time}:00Z`) },
      })),
    });
  const glucose = '2339-0';
  await measure(bob, glucose, 'mg/dL', { '03-01T08:00': 100, '03-01T12:00': 200, '03-02T08:00': 65 });
  await measure(ann, glucose, 'mg/dL', { '03-01T08:00': 90, '04-30T23:30': 250 });
  await measure(former, glucose, 'mg/dL', { '05-01T08:00': 260 });
  await measure(bob, '59408-5', '%', { '03-01T08:00': 97 });
  // Set for her: what is usual for others is out of her band.
  await people.doctor.client.readinglimits.create({ patient: ann, kind: glucose, low: 95, high: 200 });
  return {
    ...{ clinic, people, records, insert, remove, home: home?.id ?? '', elsewhere, joshi, chen },
    ...{ ann, bob, cem, dee, gone, former, pat: people.patientId },
    close: async () => {
      await people.close();
      await carrier.close();
      await clinic.close();
    },
  };
}
export type SmallClinic = Awaited<ReturnType<typeof openSmallClinic>>;
