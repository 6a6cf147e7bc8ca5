import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type mongoose from 'mongoose';
import { createInProcessClient } from '../../electron/hosts/in-process';
import type { ClinicClient } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { type BenchClinic, deskAt } from './clinic';
import { signIn } from './sign-in';

/** An application on an empty database of its own, with the people of the seeded one, for booking only. */
export type BookingDesk = {
  readonly client: ClinicClient;
  readonly database: mongoose.mongo.Db;
  close(): Promise<void>;
};

/** With `unprotected`, the database would accept two appointments at once: only the application looks before it books. */
export async function openBookingDesk(
  clinic: BenchClinic,
  name: 'bench-protected' | 'bench-unprotected',
): Promise<BookingDesk> {
  const address = new URL(clinic.uri);
  address.pathname = `/${name}`;
  const home = await mkdtemp(join(tmpdir(), 'clinic-desk-bench-'));
  const desk = deskAt(home, address.href);
  const database = clinic.driver.db(name);
  const close = async () => {
    await desk.close();
    await database.dropDatabase();
    await rm(home, { recursive: true, force: true });
  };
  try {
    // Left over from a run that was cut off.
    await database.dropDatabase();
    await desk.core.database.start();
    const client = createInProcessClient(desk.core, 'benchmark');
    await client.session.setUp({
      clinic: { clinicname: 'Booking', timeZone: 'Europe/London' },
      administrator: { ...signIn, displayName: 'Ada Okonkwo' },
    });
    for (const collection of ['clinics', 'doctors', 'patients']) {
      const seeded = await clinic.raw.collection(collection).find().limit(5_000).toArray();
      await database.collection(collection).insertMany(seeded, { ordered: false });
    }
    if (name === 'bench-unprotected') await withoutUniqueTimes(database);
    return { client, database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The indexes that keep a time for one appointment. */
export const timeIndexes = entities.appointments.indexes.filter(({ name }) => name.endsWith('holds slot'));

/** The same indexes, so that reading costs the same, but they refuse nothing. */
async function withoutUniqueTimes(database: mongoose.mongo.Db): Promise<void> {
  const appointments = database.collection('appointments');
  for (const { name, keys, when } of timeIndexes) {
    await appointments.dropIndex(name);
    await appointments.createIndex(
      { ...keys },
      { name, ...(when ? { partialFilterExpression: { ...when } } : {}) },
    );
  }
}
