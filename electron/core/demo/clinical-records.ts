import { addDays } from '../../../shared/rules/time';
import type { DemoBooking, DemoDoctor, KnownPatient } from './bookings';
import type { Chance } from './chance';
import { conditions } from './conditions';

type Values = Record<string, unknown>;
export type ClinicalRecords = {
  readonly visits: Values[];
  readonly prescriptions: Values[];
  readonly symptoms: Values[];
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Visits of everyone who was seen, what was prescribed then, and what people noted at home before. */
export function clinicalRecords(chance: Chance, bookings: readonly DemoBooking[]): ClinicalRecords {
  const records: ClinicalRecords = { visits: [], prescriptions: [], symptoms: [] };
  const course = new Map<string, { weight: number; systolic: number }>();
  for (const { values, condition, patient } of bookings) {
    if (values.status !== 'done') continue;
    const date = String(values.date);
    const shared = { patient: patient.id, doctor: values.doctor };
    const last = course.get(patient.id) ?? {
      weight: patient.weightLb,
      systolic: usualPressure(chance, patient),
    };
    const now = {
      weight: round(last.weight * (1 + (chance.next() - 0.52) * 0.02)),
      systolic: last.systolic + chance.between(-6, 5),
    };
    course.set(patient.id, now);
    records.visits.push({
      ...shared,
      doctorName: values.doctorName,
      date,
      visitPurpose: condition.purpose,
      notes: condition.notes.length > 0 ? chance.pick(condition.notes) : undefined,
      heightIn: patient.heightIn,
      weightLb: now.weight,
      vitals: vitals(chance, patient, now.systolic, condition.reason.startsWith('Fever')),
      diagnoses: condition.diagnosis ? [condition.diagnosis] : undefined,
      userCreated: values.end,
    });
    const { medicine } = condition;
    if (medicine && chance.happens(0.6)) {
      records.prescriptions.push({
        ...shared,
        doctorprescribed: values.doctorName,
        prescriptionName: medicine.name,
        amount: medicine.amount,
        generalinstructions: medicine.instructions || undefined,
        dateprescribed: date,
        refills: medicine.lasting ? chance.between(1, 5) : 0,
        status: medicine.lasting ? 'active' : 'completed',
        userCreated: values.end,
      });
    }
    if (condition.symptom && chance.happens(0.35))
      records.symptoms.push(symptom(chance, patient, condition.symptom, date));
  }
  return records;
}

/** A long record for one person: three years of quarterly reviews. */
export function longCourse(
  chance: Chance,
  patient: KnownPatient,
  doctor: DemoDoctor,
  today: string,
): ClinicalRecords {
  const review = conditions.slice(0, 3);
  const records: ClinicalRecords = { visits: [], prescriptions: [], symptoms: [] };
  for (let quarter = 12; quarter >= 1; quarter -= 1) {
    const condition = review[quarter % review.length] ?? chance.pick(conditions);
    const date = addDays(today, -46 - quarter * 91 + chance.between(-6, 6));
    const shared = { patient: patient.id, doctor: doctor.id };
    records.visits.push({
      ...shared,
      doctorName: doctor.name,
      date,
      visitPurpose: condition.purpose,
      notes: chance.pick(condition.notes),
      heightIn: patient.heightIn,
      weightLb: round(patient.weightLb + quarter * 0.9),
      vitals: vitals(chance, patient, 134 + quarter, false),
      diagnoses: condition.diagnosis ? [condition.diagnosis] : undefined,
      userCreated: new Date(`${date}T10:00:00Z`),
    });
    if (condition.medicine && quarter % 3 === 0) {
      records.prescriptions.push({
        ...shared,
        doctorprescribed: doctor.name,
        prescriptionName: condition.medicine.name,
        amount: condition.medicine.amount,
        dateprescribed: date,
        refills: 3,
        status: quarter > 3 ? 'completed' : 'active',
        userCreated: new Date(`${date}T10:00:00Z`),
      });
    }
    records.symptoms.push(
      symptom(chance, patient, chance.pick(['Headache', 'Tiredness', 'Dizziness']), date),
    );
  }
  return records;
}

const usualPressure = (chance: Chance, { age }: KnownPatient): number =>
  age < 13 ? chance.between(92, 108) : Math.round(108 + age * 0.35 + chance.between(-8, 12));

function vitals(chance: Chance, { age }: KnownPatient, systolic: number, hasFever: boolean): Values {
  return {
    systolic,
    diastolic: Math.round(systolic * 0.6 + chance.between(-3, 5)),
    pulse: age < 6 ? chance.between(95, 130) : chance.between(58, 92),
    temperatureC: round(hasFever ? 38 + chance.next() * 1.2 : 36.3 + chance.next() * 0.8),
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
      'Woke me at night.',
    ]),
    userCreated: new Date(`${date}T20:00:00Z`),
  };
}
