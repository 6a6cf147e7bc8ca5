import type { AdoptionSummary } from '../../../shared/contract';
import { HomeClinicReader } from '../home-clinic';
import type { AdoptionNote, LegacyDatabase } from '../ports/legacy-database';
import type { Records } from '../ports/records';
import { initialsOf } from '../rules/patients';
import { plans } from './plans';

/** The counter of `patients.recordNumber`, which registrations draw from too. */
export const recordNumberCounter = 'patients.recordNumber';

/** Documents in the old form, by collection of the published system. */
export async function pendingCounts(database: LegacyDatabase): Promise<Record<string, number>> {
  const counts = await Promise.all(
    plans.map(async ({ entity }) => [entity.name, await database.countPending(entity.name)] as const),
  );
  return Object.fromEntries(counts);
}

type Beginning = {
  readonly database: LegacyDatabase;
  readonly records: Records;
  readonly now: Date;
  readonly by: string | undefined;
  readonly backupFolder: string;
  readonly before: Readonly<Record<string, number>>;
};

/** Keeps how an adoption began, or finds the one that was broken off and goes on now: it began with the first copy. */
export async function beginNote(beginning: Beginning): Promise<AdoptionNote> {
  const { database, records, now, by, backupFolder, before } = beginning;
  const [latest] = await database.adoptions();
  if (latest && !latest.endedAt) return latest;
  const first = (await database.highestNumber(recordNumberCounter)) + 1;
  const clinic = await new HomeClinicReader(records).read();
  const recordNumbers = { prefix: initialsOf(clinic?.name ?? ''), first };
  const id = `adoption ${crypto.randomUUID()}`;
  const note = { id, begunAt: now, ...(by === undefined ? {} : { by }), backupFolder, before, recordNumbers };
  await database.noteAdoption(note);
  return note;
}

/** Keeps that an adoption has ended, and what came of it in all its runs. */
export async function endNote(database: LegacyDatabase, note: AdoptionNote, endedAt: Date): Promise<void> {
  const left = await pendingCounts(database);
  const adopted = Object.fromEntries(
    Object.entries(note.before).map(([name, count]) => [name, Math.max(0, count - (left[name] ?? 0))]),
  );
  // One that found only what cannot be adopted tells nothing new.
  const isEmpty = Object.values(adopted).every((count) => count === 0);
  if (isEmpty) await database.forgetAdoption(note.id);
  else await database.noteAdoption({ ...note, endedAt, adopted });
}

/** The newest adoption that has ended. */
export async function lastAdoption(database: LegacyDatabase): Promise<AdoptionSummary | undefined> {
  const found = (await database.adoptions()).find(({ endedAt }) => endedAt !== undefined);
  if (!found?.endedAt) return undefined;
  const { begunAt, endedAt, by, backupFolder, before, adopted = {} } = found;
  const collections = Object.entries(before)
    .filter(([, count]) => count > 0)
    .map(([collection, count]) => ({ collection, before: count, adopted: adopted[collection] ?? 0 }));
  // Each old user became a patient.
  return { begunAt, endedAt, by, backupFolder, collections, patientsMade: adopted.users ?? 0 };
}
