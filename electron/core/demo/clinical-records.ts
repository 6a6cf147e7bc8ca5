import { addDays } from '../../../shared/rules/time';
import type { DemoBooking, DemoDoctor, KnownPatient } from './bookings';
import type { Chance } from './chance';
import { type Condition, icd10, type Medicine, type Note, suitable } from './condition';
import { conditions } from './conditions';

type Values = Record<string, unknown>;
export type ClinicalRecords = {
  readonly visits: Values[];
  readonly prescriptions: Values[];
  readonly symptoms: Values[];
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Days after which a medicine that is not lasting is taken no more. */
const courseDays = 10;

/**
 * Visits of everyone who was seen, what was prescribed then, and what people noted at home before, added to `records`,
 * in the order of time. Nobody has the same medicine twice: a new prescription ends the one before.
 */
export function clinicalRecords(
  chance: Chance,
  bookings: readonly DemoBooking[],
  today: string,
  records: ClinicalRecords,
): void {
  const course = new Map<string, { weight: number; systolic: number }>();
  const cabinet = cabinetOf(records.prescriptions);
  for (const { values, condition, patient, doctor } of bookings) {
    if (values.status !== 'done') continue;
    const date = String(values.date);
    const shared = { patient: patient.id, doctor: doctor.id };
    const last = course.get(patient.id) ?? {
      weight: patient.weightLb,
      systolic: usualPressure(chance, patient),
    };
    const now = {
      weight: round(last.weight * (1 + (chance.next() - 0.5) * 0.012)),
      systolic: last.systolic + chance.between(-5, 5),
    };
    course.set(patient.id, now);
    // Nurses carry on what a doctor has begun.
    const medicine = doctor.field === 'nurse' ? undefined : suitable(condition, patient);
    const note = noteOf(chance, condition, medicine);
    records.visits.push({
      ...shared,
      doctorName: doctor.name,
      date,
      visitPurpose: condition.reason,
      notes: note.text,
      heightIn: patient.heightIn,
      weightLb: now.weight,
      vitals: vitals(chance, patient, now.systolic, note.temperatureC),
      diagnoses: diagnosesOf(condition),
      ...signatureOf(doctor.name, values.end, isLeftOpen(records.visits.length, date, today)),
      userCreated: values.end,
    });
    const isDue = medicine && !cabinet.has(patient.id, medicine) ? note.treats : chance.happens(0.15);
    if (medicine && note.treats && isDue) {
      const isOver = !medicine.lasting && addDays(date, courseDays) < today;
      cabinet.prescribe(
        prescriptionOf(medicine, {
          ...shared,
          doctorprescribed: doctor.name,
          dateprescribed: date,
          refills: medicine.lasting ? chance.between(1, 5) : 0,
          status: isOver ? 'completed' : 'active',
          endsOn: medicine.lasting ? undefined : addDays(date, courseDays),
          userCreated: values.end,
        }),
      );
    }
    if (condition.symptom && chance.happens(0.35))
      records.symptoms.push(symptom(chance, patient, condition.symptom, date));
  }
}

/** A long record for one person: three years of quarterly reviews of what they have. */
export function longCourse(
  chance: Chance,
  patient: KnownPatient,
  doctor: DemoDoctor,
  today: string,
): ClinicalRecords {
  const reviews = conditions.filter(({ reason }) => patient.lasting.includes(reason));
  const records: ClinicalRecords = { visits: [], prescriptions: [], symptoms: [] };
  const cabinet = cabinetOf(records.prescriptions);
  for (let quarter = 12; quarter >= 1; quarter -= 1) {
    const condition = reviews[quarter % reviews.length];
    if (!condition) continue;
    const date = addDays(today, -46 - quarter * 91 + chance.between(-6, 6));
    const shared = { patient: patient.id, doctor: doctor.id };
    const medicine = suitable(condition, patient);
    records.visits.push({
      ...shared,
      doctorName: doctor.name,
      date,
      visitPurpose: condition.reason,
      notes: noteOf(chance, condition, medicine).text,
      heightIn: patient.heightIn,
      weightLb: round(patient.weightLb + quarter * 0.9 + chance.between(-6, 6) / 10),
      vitals: vitals(chance, patient, 132 + quarter + chance.between(-3, 3), undefined),
      diagnoses: diagnosesOf(condition),
      ...signatureOf(doctor.name, new Date(`${date}T10:00:00Z`), false),
      userCreated: new Date(`${date}T10:00:00Z`),
    });
    if (medicine && (!cabinet.has(patient.id, medicine) || quarter % 4 === 0)) {
      cabinet.prescribe(
        prescriptionOf(medicine, {
          ...shared,
          doctorprescribed: doctor.name,
          dateprescribed: date,
          refills: medicine.lasting ? 3 : 0,
          status: medicine.lasting ? 'active' : 'completed',
          endsOn: medicine.lasting ? undefined : addDays(date, courseDays),
          userCreated: new Date(`${date}T10:00:00Z`),
        }),
      );
    }
    if (condition.symptom && chance.happens(0.6))
      records.symptoms.push(symptom(chance, patient, condition.symptom, date));
  }
  return records;
}

/** Notes are signed at the end of the visit. No account stands behind it: those are made last, and not for everyone. */
const signatureOf = (signedByName: string, signedAt: unknown, isOpen: boolean): Values =>
  isOpen ? {} : { signedAt, signedByName };

/** Today's are still being written, and of the last days some were forgotten. */
const isLeftOpen = (index: number, date: string, today: string): boolean =>
  date >= today || (date >= addDays(today, -5) && index % 5 === 0);

/** What everyone takes now: each medicine once. */
function cabinetOf(prescriptions: Values[]) {
  const taken = new Map<string, Values>();
  const key = (patient: unknown, name: unknown) => `${String(patient)} ${String(name)}`;
  const take = (made: Values) => {
    const own = key(made.patient, made.prescriptionName);
    const before = taken.get(own);
    if (before) Object.assign(before, { status: 'completed', endsOn: made.dateprescribed });
    taken.set(own, made);
  };
  for (const made of prescriptions) if (made.status === 'active') take(made);
  return {
    has: (patient: string, { name }: Medicine) => taken.get(key(patient, name))?.status === 'active',
    prescribe(made: Values) {
      take(made);
      prescriptions.push(made);
    },
  };
}

const prescriptionOf = ({ name, amount, instructions }: Medicine, rest: Values): Values => ({
  ...rest,
  startsOn: rest.dateprescribed,
  prescriptionName: name,
  amount,
  generalinstructions: instructions,
});

const diagnosesOf = ({ code }: Condition) =>
  code ? [{ system: icd10, code: code[0], display: code[1] }] : undefined;

/** What was found; that something was prescribed only where something could be. */
function noteOf(chance: Chance, { notes, medicines }: Condition, medicine: Medicine | undefined): Note {
  const fitting = notes.filter(({ treats }) => medicine || !medicines || !treats);
  const note = chance.pick(fitting.length > 0 ? fitting : notes);
  return fitting.length > 0 ? note : { ...note, treats: false };
}

const usualPressure = (chance: Chance, { age }: KnownPatient): number =>
  age < 13 ? chance.between(92, 108) : Math.round(108 + age * 0.35 + chance.between(-8, 12));

function vitals(
  chance: Chance,
  { age }: KnownPatient,
  systolic: number,
  measured: number | undefined,
): Values {
  return {
    systolic,
    diastolic: Math.round(systolic * 0.6 + chance.between(-3, 5)),
    pulse: age < 6 ? chance.between(95, 130) : chance.between(58, 92),
    temperatureC: measured ?? round(36.3 + chance.next() * 0.8),
    spo2: chance.between(95, 100),
    respiratoryRate: age < 6 ? chance.between(22, 30) : chance.between(12, 18),
  };
}

function symptom(chance: Chance, patient: KnownPatient, symptomType: string, visitDate: string): Values {
  const date = addDays(visitDate, -chance.between(1, 12));
  const hour = String(chance.between(6, 22)).padStart(2, '0');
  return {
    patient: patient.id,
    symptomType,
    symptomDate: date,
    symptomTime: `${hour}:${chance.pick(['00', '15', '30', '45'])}`,
    severity: chance.between(2, 8),
    symptomInfo: chance.pick([
      'Came on slowly.',
      'Worse in the evening.',
      'Better after rest.',
      'The whole day.',
      'On and off for three days.',
    ]),
    userCreated: new Date(`${date}T20:00:00Z`),
  };
}
