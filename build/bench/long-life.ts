import { conditions } from '../../electron/core/demo/conditions';
import type { Records } from '../../electron/core/ports/records';
import { type EntityName, entities } from '../../shared/entities';
import { addDays } from '../../shared/rules/time';
import type { Seeded } from './seed';

/** What a person of eighty years may have here. */
export const lifeCounts = {
  healthlogs: 700,
  prescriptions: 30,
  symptomjournals: 200,
  appointments: 60,
  immunizations: 20,
  attachments: 50,
} as const satisfies Partial<Record<EntityName, number>>;

const firstDay = '2006-01-01';
/** What such a person takes now, of all that was prescribed to them. */
const taken = 9;
const medicines = [
  ...['Metformin 1 g', 'Amlodipine 5 mg', 'Atorvastatin 20 mg', 'Ramipril 5 mg', 'Aspirin 75 mg'],
  ...['Omeprazole 20 mg', 'Paracetamol 500 mg', 'Levothyroxine 50 micrograms', 'Furosemide 40 mg'],
];

type Made = (date: string, index: number) => Record<string, unknown>;

/** One more patient, with a long life of records; resolves with their id. Documents are without content. */
export async function seedLongLife(records: Records, { doctors }: Seeded): Promise<string> {
  const author = { at: new Date() };
  const [patient = ''] = await records.insertMany(
    entities.patients,
    [
      {
        ...{ firstname: 'Fatima', lastname: 'Al-Sayed' },
        ...{ dateOfBirth: '1946-03-12', sex: 'female', doctors: [doctors[0]] },
      },
    ],
    author,
  );
  const doctor = (index: number) => doctors[index % doctors.length];
  const condition = (index: number) => conditions[index % conditions.length];
  const vitals = { systolic: 132, diastolic: 80, pulse: 72, temperatureC: 36.6, spo2: 98 };
  const making: Record<keyof typeof lifeCounts, Made> = {
    healthlogs: (date, index) => ({
      date,
      doctor: doctor(index),
      visitPurpose: condition(index)?.reason,
      notes: condition(index)?.notes[0]?.text,
      weightLb: 150,
      vitals,
    }),
    prescriptions: (dateprescribed, index) => ({
      dateprescribed,
      doctor: doctor(index),
      prescriptionName: medicines[index % medicines.length],
      status: index < taken ? 'active' : 'completed',
    }),
    symptomjournals: (symptomDate, index) => ({
      symptomDate,
      symptomType: 'Headache',
      severity: index % 10,
    }),
    appointments: (date, index) => ({
      ...{ date, doctor: doctor(index), time: '06:00', minutes: 20, status: 'done', slots: [] },
    }),
    immunizations: (date) => ({ date, vaccine: 'Influenza', status: 'completed' }),
    attachments: (documentDate, index) => ({
      documentDate,
      title: `Letter ${index + 1}`,
      kind: 'letter',
      keptAt: 'Cabinet 2',
    }),
  };
  for (const name of Object.keys(lifeCounts) as (keyof typeof lifeCounts)[]) {
    const list = Array.from({ length: lifeCounts[name] }, (_, index) => ({
      patient,
      ...making[name](addDays(firstDay, index * 10), index),
    }));
    await records.insertMany(entities[name], list, author);
  }
  return patient;
}
