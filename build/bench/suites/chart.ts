import mongoose from 'mongoose';
import { conditions } from '../../../electron/core/demo/conditions';
import { addDays } from '../../../shared/rules/time';
import { entities } from '../../../shared/entities';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { rawNames } from '../raw-lists';
import { compared, plain, type Row } from '../report';

/** What a person of eighty years may have here. */
const counts = {
  healthlogs: 700,
  prescriptions: 30,
  symptomjournals: 200,
  appointments: 60,
  immunizations: 20,
};
/** What such a person takes now, of all that was prescribed to them. */
const taken = 9;
const medicines = [
  ...[
    'Metformin 1 g',
    'Amlodipine 5 mg',
    'Atorvastatin 20 mg',
    'Ramipril 5 mg',
    'Aspirin 75 mg',
    'Omeprazole 20 mg',
  ],
  ...['Paracetamol 500 mg', 'Levothyroxine 50 micrograms', 'Furosemide 40 mg', 'Amoxicillin 500 mg'],
];
const firstDay = '2006-01-01';

/** The chart of one patient with 700 visits, against the driver's reads of the same documents. */
export async function chart(clinic: BenchClinic): Promise<Row[]> {
  const { raw, carriers, client } = clinic;
  const patient = await longLife(clinic);
  const of = { patient: mongoose.mongo.ObjectId.createFromHexString(patient), removed: false };
  // What records are found and sorted by is in no chart.
  const projection = { searchTokens: 0, sortKeys: 0, fieldRevisions: 0 };
  const { user } = await client.session.state();
  const [id, roles] = [user?.userId ?? '', user?.roles ?? []];
  // Who runs the benchmarks is the administrator, who reads no charts.
  await client.accounts.setRoles({ id, roles: [...roles, 'doctor'] });
  try {
    const timings = await interleaved(
      [
        {
          name: 'driver: the same documents',
          run: async () => {
            const lists = Object.keys(counts).map((name) =>
              raw.collection(name).find(of, { projection }).toArray(),
            );
            const [found, ...all] = await Promise.all([
              raw.collection('patients').findOne({ _id: of.patient }, { projection }),
              ...lists,
            ]);
            return found && rawNames(raw, all.flat());
          },
        },
        ...carriers.map(({ carrier, client: caller }) => ({
          name: carrier,
          run: () => caller.chart.get({ patient }),
        })),
      ],
      { rounds: 40 },
    );
    return [
      plain(timings, 'driver: the same documents'),
      ...carriers.map(({ carrier }) =>
        compared(timings, {
          what: `chart of 700 visits, ${carrier}`,
          way: carrier,
          against: 'driver: the same documents',
          // What it costs to carry 0.5 MB, and to read it at the page's side in this same process, is told beside it.
          ...(carrier === 'in process' ? { atMost: 2 } : {}),
        }),
      ),
    ];
  } finally {
    await client.accounts.setRoles({ id, roles });
  }
}

/** One more patient, with a long life of records. */
async function longLife({ desk, seeded }: BenchClinic): Promise<string> {
  const { records } = desk.core.database;
  const author = { at: new Date() };
  const [patient = ''] = await records.insertMany(
    entities.patients,
    [{ firstname: 'Fatima', lastname: 'Al-Sayed', dateOfBirth: '1946-03-12', doctors: [seeded.doctors[0]] }],
    author,
  );
  const made = (count: number, make: (date: string, index: number) => Record<string, unknown>) =>
    Array.from({ length: count }, (_, index) => ({
      patient,
      ...make(addDays(firstDay, index * 10), index),
    }));
  const doctor = (index: number) => seeded.doctors[index % seeded.doctors.length];
  const condition = (index: number) => conditions[index % conditions.length];
  const vitals = { systolic: 132, diastolic: 80, pulse: 72, temperatureC: 36.6, spo2: 98 };
  await records.insertMany(
    entities.healthlogs,
    made(counts.healthlogs, (date, index) => ({
      date,
      doctor: doctor(index),
      visitPurpose: condition(index)?.reason,
      notes: condition(index)?.notes[0]?.text,
      weightLb: 150,
      vitals,
    })),
    author,
  );
  await records.insertMany(
    entities.prescriptions,
    made(counts.prescriptions, (dateprescribed, index) => ({
      dateprescribed,
      doctor: doctor(index),
      prescriptionName: medicines[index % medicines.length],
      status: index < taken ? 'active' : 'completed',
    })),
    author,
  );
  await records.insertMany(
    entities.symptomjournals,
    made(counts.symptomjournals, (symptomDate, index) => ({
      symptomDate,
      symptomType: 'Headache',
      severity: index % 10,
    })),
    author,
  );
  await records.insertMany(
    entities.appointments,
    made(counts.appointments, (date, index) => ({
      date,
      doctor: doctor(index),
      time: '06:00',
      minutes: 20,
      status: 'done',
      slots: [],
    })),
    author,
  );
  await records.insertMany(
    entities.immunizations,
    made(counts.immunizations, (date) => ({ date, vaccine: 'Influenza', status: 'completed' })),
    author,
  );
  return patient;
}
