import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicClient } from '../../../shared/contract';
import { newRecordId } from '../../../shared/rules/record-id';
import { clockTimeOf } from '../../../shared/rules/slots';
import { addDays } from '../../../shared/rules/time';
import type { Journal } from './journal';
import type { Patience } from './patience';

export type WriterParts = {
  readonly name: string;
  readonly client: ClinicClient;
  readonly journal: Journal;
  readonly patience: Patience;
  /** A doctor of this writer's own, so that no two writers want the same time. */
  readonly doctor: string;
  /** Asked before each patient. */
  readonly isOver: () => boolean;
};

type Since = { readonly storedSince?: number | undefined };

/** Of bookings: the days ahead are free. */
const FIRST_DAY = '2031-01-06';
/** Of what was seen and felt, which is never of a day to come. */
const SEEN_DAY = '2026-01-05';
/** Times that a doctor has in one day: every five minutes from 08:00 to 18:00. */
const TIMES_A_DAY = 120;
/** Between two writes, in milliseconds: people are slower, and a burst is told as a gap rather than change by change. */
const LONGEST_PAUSE_MS = 60;

/**
 * Works as a desk does, until it is over: registers a patient, books and checks them in, writes a visit, signs and amends
 * it, prescribes and renews, notes a symptom and takes it back. What is new carries an id that is chosen once and sent with
 * every further try. A patient that was begun is finished.
 */
export async function work(parts: WriterParts): Promise<void> {
  for (let turn = 0; !parts.isOver(); turn += 1) await onePatient(parts, turn);
}

async function onePatient(parts: WriterParts, turn: number): Promise<void> {
  const { name, client, journal, patience, doctor } = parts;
  const mark = `${name}-${String(turn).padStart(5, '0')}`;
  const fresh = () => newRecordId(new Date());
  const done = async <T>(
    what: string,
    call: () => Promise<T>,
    note: (answer: T, since: Since) => void,
  ): Promise<T | null> => {
    const answered = await patience.until(`${what} of ${mark}`, call);
    if (answered) note(answered.answer, { storedSince: answered.storedSince });
    await pause(Math.random() * LONGEST_PAUSE_MS);
    return answered && answered.answer;
  };

  const ids = { patient: fresh(), visit: fresh(), amendment: fresh(), booking: fresh() };
  const more = { prescription: fresh(), renewal: fresh(), symptom: fresh() };
  const texts = { firstname: 'Ann', lastname: mark };
  const registered = await done(
    'registering',
    () => client.patients.create({ id: ids.patient, ...texts }),
    ({ record }, since) => journal.note('patients', record, texts, since),
  );
  if (!registered) return;
  const patient = registered.record.id;
  const city = `City ${mark}`;
  await done(
    'an address',
    () => client.patients.update({ id: patient, revision: 1, changes: { city } }),
    ({ record }, since) => journal.note('patients', record, { city }, since),
  );

  const date = addDays(FIRST_DAY, Math.floor(turn / TIMES_A_DAY));
  const time = clockTimeOf(8 * 60 + (turn % TIMES_A_DAY) * 5);
  const slot = { date, time, minutes: 5, doctor, patient, reason: mark };
  const booked = await done(
    'booking',
    () => client.appointments.create({ id: ids.booking, ...slot }),
    ({ record }, since) => journal.note('appointments', record, { date, time, reason: mark }, since),
  );
  if (booked) {
    const { id, revision } = booked.record;
    await done(
      'checking in',
      () => client.schedule.setStatus({ id, revision, status: 'arrived' }),
      ({ record }, since) => journal.note('appointments', record, { status: 'arrived' }, since),
    );
  }

  const visit = { date: SEEN_DAY, visitPurpose: mark };
  const written = await done(
    'a visit',
    () => client.healthlogs.create({ id: ids.visit, patient, ...visit }),
    ({ record }, since) => journal.note('healthlogs', record, visit, since),
  );
  const signed =
    written &&
    (await done(
      'signing',
      () => client.visits.sign({ id: written.record.id, revision: 1 }),
      ({ record }, since) => journal.note('healthlogs', record, {}, since),
    ));
  if (signed) {
    const amendment = { date: SEEN_DAY, visitPurpose: `Amendment: ${mark}` };
    const amends = signed.record.id;
    await done(
      'an amendment',
      () => client.healthlogs.create({ id: ids.amendment, patient, amends, ...amendment }),
      ({ record }, since) => journal.note('healthlogs', record, amendment, since),
    );
  }

  const medicine = { dateprescribed: FIRST_DAY, prescriptionName: `Zubrazol ${mark}`, amount: '1 tablet' };
  const prescribed = await done(
    'prescribing',
    () => client.prescriptions.create({ id: more.prescription, patient, ...medicine }),
    ({ record }, since) => journal.note('prescriptions', record, medicine, since),
  );
  if (prescribed) {
    const { id } = prescribed.record;
    await done(
      'renewing',
      () => client.medicines.renew({ id, revision: 1, newId: more.renewal }),
      ({ record, renewed }, since) => {
        journal.note('prescriptions', record, { prescriptionName: medicine.prescriptionName }, since);
        journal.note('prescriptions', renewed, { status: 'completed' }, since);
      },
    );
  }

  const symptom = { symptomType: mark, symptomDate: SEEN_DAY };
  const noted = await done(
    'a symptom',
    () => client.symptomjournals.create({ id: more.symptom, patient, ...symptom }),
    ({ record }, since) => journal.note('symptomjournals', record, symptom, since),
  );
  if (!noted) return;
  await done(
    'taking back',
    () => client.symptomjournals.remove({ id: noted.record.id, revision: 1 }),
    ({ record }, since) => journal.note('symptomjournals', record, {}, { ...since, isRemoved: true }),
  );
}
