import { type Caller, carriers, openPeople, openTestClinic, type People } from './clinic';

/** The day that `openClinicDay` opens on, at 11:30 in London. */
export const today = '2027-03-15';

export type ClinicDay = {
  readonly people: People;
  /** Tanmay Kulkarni: seen today, with an alert, an asthma, a vaccination, a visit, a prescription and a symptom. */
  readonly patient: string;
  /** Dr Meera Joshi, who has one patient seen, one waiting since 11:00, and one tomorrow who is not confirmed. */
  readonly doctor: string;
  /** One more window, signed out. */
  newCaller(): Promise<Caller>;
  close(): Promise<void>;
};

/** A clinic in the middle of a morning, in process. */
export async function openClinicDay(): Promise<ClinicDay> {
  let clock = new Date('2027-03-15T08:00:00Z');
  const clinic = await openTestClinic({ clock: () => clock });
  const { newCaller } = await carriers['in-process'](clinic.core);
  const people = await openPeople(newCaller);
  const { admin, doctor: treating, frontdesk } = people;
  const doctor = (await admin.client.doctors.create({ firstname: 'Meera', lastname: 'Joshi' })).record.id;
  const tanmay = {
    firstname: 'Tanmay',
    lastname: 'Kulkarni',
    dateOfBirth: '1980-08-03',
    phone: '+44 7700 90 0412',
  };
  const patient = (await treating.client.patients.create({ ...tanmay, alerts: 'Allergy: ibuprofen' })).record
    .id;
  await treating.client.problems.create({ patient, problem: 'Asthma', onset: '2014' });
  await treating.client.immunizations.create({ patient, vaccine: 'Influenza', date: '2026-10' });
  const { record } = await frontdesk.client.appointments.create({
    date: today,
    time: '09:00',
    minutes: 20,
    doctor,
    patient,
  });
  clock = new Date('2027-03-15T08:55:00Z');
  await frontdesk.client.schedule.setStatus({ id: record.id, revision: 1, status: 'arrived' });
  clock = new Date('2027-03-15T09:11:00Z');
  await frontdesk.client.schedule.setStatus({ id: record.id, revision: 2, status: 'inRoom' });
  clock = new Date('2027-03-15T09:30:00Z');
  await frontdesk.client.schedule.setStatus({ id: record.id, revision: 3, status: 'done' });
  const others = await Promise.all(
    ['Mensah', 'Sato'].map((lastname) => frontdesk.client.patients.create({ firstname: 'K', lastname })),
  );
  const [waiting, late] = others.map((each) => each.record.id);
  const second = await frontdesk.client.appointments.create({
    date: today,
    time: '11:00',
    minutes: 20,
    doctor,
    patient: waiting ?? '',
  });
  await frontdesk.client.appointments.create({
    date: '2027-03-16',
    time: '10:00',
    minutes: 20,
    doctor,
    patient: late ?? '',
  });
  clock = new Date('2027-03-15T11:00:00Z');
  await frontdesk.client.schedule.setStatus({ id: second.record.id, revision: 1, status: 'arrived' });
  clock = new Date('2027-03-15T11:30:00Z');
  await treating.client.healthlogs.create({
    patient,
    doctor,
    date: today,
    visitPurpose: 'Cough',
    notes: 'Chest clear.',
  });
  await treating.client.prescriptions.create({
    patient,
    doctor,
    dateprescribed: today,
    prescriptionName: 'Paracetamol',
    amount: '1 tablet when needed',
  });
  await people.nurse.client.symptomjournals.create({ patient, symptomType: 'Cough', symptomDate: today });
  return {
    people,
    patient,
    doctor,
    newCaller,
    close: async () => {
      await people.close();
      await clinic.close();
    },
  };
}
