import { peoples, towns } from '../../electron/core/demo/names';
import { type Chance, seededChance } from '../../electron/core/demo/chance';
import type mongoose from 'mongoose';
import { newDocument } from '../../electron/store/bookkeeping';
import { mapperOf } from '../../electron/store/mapper';
import { entities } from '../../shared/entities';
import { appointmentTimes } from '../../shared/rules/appointment-times';
import { clockTimeOf } from '../../shared/rules/slots';
import { addDays } from '../../shared/rules/time';
import type { EntityDefinition } from '../../shared/schema';

/** A clinic of ten years: the sizes that the limits are for. */
export const size = { patients: 100_000, appointments: 200_000, doctors: 20 };

const firstDay = '2025-01-01';
const perDay = 32;
const familyNames = 20_000;
const chunk = 5_000;

export type Seeded = {
  readonly patients: readonly string[];
  readonly doctors: readonly string[];
  readonly clinic: string;
};

const at = new Date('2025-01-01T08:00:00Z');

/**
 * Fills an empty database, always with the same people and appointments, as the store would: before it has indexes,
 * which are then made over everything at once, in a third of the time.
 */
export async function seed(database: mongoose.mongo.Db, say: (line: string) => void): Promise<Seeded> {
  const kept = await seededBefore(database);
  if (kept) return kept;
  const chance = seededChance(20_260_101);
  const names = madeUpNames(chance);
  const insert = async (entity: EntityDefinition, count: number, make: (index: number) => Values) => {
    const mapper = mapperOf(entity, () => undefined);
    const ids: string[] = [];
    let storing: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < count; from += chunk) {
      const documents = Array.from({ length: Math.min(chunk, count - from) }, (_, index) =>
        newDocument(entity, mapper, make(from + index), { at }),
      );
      await storing;
      // Nothing is lost that could not be made again: no need to wait for the disk.
      storing = database
        .collection(entity.name)
        .insertMany(documents, { writeConcern: { w: 1, journal: false } });
      ids.push(...documents.map(({ _id }) => _id.toHexString()));
      say(`Seeding ${entity.label.many}: ${ids.length}`);
    }
    await storing;
    return ids;
  };
  const clinics = await insert(entities.clinics, 1, () => ({
    clinicname: 'Seeded',
    timeZone: 'Europe/London',
  }));
  const clinic = clinics[0] ?? '';
  const doctors = await insert(entities.doctors, size.doctors, (index) => ({
    firstname: chance.pick(names.given),
    lastname: names.family[index],
    clinic,
  }));
  const patients = await insert(entities.patients, size.patients, (index) =>
    patient(index, chance, names, { doctors, clinic }),
  );
  await insert(entities.appointments, size.appointments, (index) =>
    appointment(index, { doctors, patients, clinic }),
  );
  return { patients, doctors, clinic };
}

/** What a kept data folder holds already; null when it does not hold all of it. */
async function seededBefore(database: mongoose.mongo.Db): Promise<Seeded | null> {
  const idsOf = async (name: string) => {
    const found = await database
      .collection(name)
      .find({ createdAt: at }, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => _id.toHexString());
  };
  if ((await database.collection('appointments').countDocuments({ createdAt: at })) < size.appointments)
    return null;
  const [patients, doctors, clinics] = await Promise.all(['patients', 'doctors', 'clinics'].map(idsOf));
  return { patients: patients ?? [], doctors: doctors ?? [], clinic: clinics?.[0] ?? '' };
}

type Values = Readonly<Record<string, unknown>>;
type Names = { readonly given: readonly string[]; readonly family: readonly string[] };

/** Few given names, many family names of which some are very common, as in a telephone book. */
function madeUpNames(chance: Chance): Names {
  const given = peoples.flatMap(({ female, male }) => [...female, ...male]);
  const parts = [
    'ba',
    'chen',
    'do',
    'el',
    'fi',
    'gar',
    'ho',
    'in',
    'ka',
    'lin',
    'mo',
    'ner',
    'sø',
    'ri',
    'tan',
    'vé',
  ];
  const family = new Set(peoples.flatMap((people) => people.family));
  while (family.size < familyNames) {
    const name = Array.from({ length: chance.between(2, 4) }, () => chance.pick(parts)).join('');
    family.add(name.charAt(0).toUpperCase() + name.slice(1));
  }
  return { given, family: [...family] };
}

type Around = { readonly doctors: readonly string[]; readonly clinic: string };

function patient(number: number, chance: Chance, { given, family }: Names, { doctors, clinic }: Around) {
  const firstname = chance.pick(given);
  const lastname = family[Math.floor(chance.next() ** 3 * family.length)] ?? 'Mensah';
  const { city, zip } = chance.pick(towns);
  const digits = String(chance.between(0, 9_999_999)).padStart(7, '0');
  return {
    recordNumber: `WF-${String(number + 1).padStart(6, '0')}`,
    firstname,
    lastname,
    dateOfBirth: addDays('1930-01-01', chance.between(0, 34_000)),
    sex: chance.pick(['female', 'male', 'other', 'unknown']),
    phone: `+44 77 ${digits}`,
    email: `p${number}@example.org`,
    address: `${chance.between(1, 200)} Chapel Lane`,
    city,
    zip: `${zip} ${chance.between(1, 9)}AB`,
    language: 'English',
    doctors: [chance.pick(doctors)],
    clinics: [clinic],
  };
}

/** Every doctor has the same 32 quarter hours a day; patients take turns, so that nobody is in two places. */
function appointment(
  number: number,
  { doctors, patients, clinic }: Around & { patients: readonly string[] },
) {
  const turn = number % perDay;
  const column = Math.floor(number / perDay) % doctors.length;
  const date = addDays(firstDay, Math.floor(number / (perDay * doctors.length)));
  const at = { date, time: clockTimeOf(480 + turn * 15), minutes: 15, status: 'booked' as const };
  return {
    ...at,
    ...appointmentTimes(at, 'Europe/London'),
    doctor: doctors[column],
    doctorName: 'As written',
    patient: patients[(number * 7) % patients.length],
    appointmentName: 'As written',
    clinic,
    room: `Room ${column + 1}`,
    reason: 'Follow-up',
    statusTimes: [{ status: at.status, at: new Date(`${date}T00:00:00Z`) }],
  };
}
