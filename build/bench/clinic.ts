import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { compose, type Desk } from '../../electron/compose';
import { createInProcessClient } from '../../electron/hosts/in-process';
import type { ClinicClient } from '../../shared/contract';
import { type Carried, openCarriers } from './carriers';
import { seedNotes } from './notes';
import { seedReports } from './report-records';
import { type Seeded, seed } from './seed';
import { signIn } from './sign-in';

/** A Clinic Desk on a data folder of its own, with its real managed database, and the bare driver on the same one. */
export type BenchClinic = {
  readonly desk: Desk;
  readonly home: string;
  /** Signed in as the administrator, in this process. */
  readonly client: ClinicClient;
  /** The same over each carrier. */
  readonly carriers: readonly Carried[];
  readonly seeded: Seeded;
  /** The same database through the driver alone, with the options that the store connects with. */
  readonly raw: mongoose.mongo.Db;
  /** The server itself, and where it is, for further databases on it. */
  readonly driver: mongoose.mongo.MongoClient;
  readonly uri: string;
  close(): Promise<void>;
};

/** The application on a data folder; `uri` names a database elsewhere instead of the one in the folder. */
export function deskAt(home: string, uri?: string): Desk {
  // What the person at this computer has set for their own clinic must not be measured, nor filled.
  const environment = { ...process.env, CLINIC_HOME: undefined, CLINIC_MONGODB_URI: uri };
  const codesFolder = join(process.cwd(), 'electron/codes');
  const documentWorker = join(import.meta.dirname, 'document-worker.mjs');
  return compose({
    ...{ home, environment, codesFolder, documentWorker, version: '0.0.0-bench' },
    reveal: async () => false,
  });
}

type Opening = { readonly kept?: string; readonly hasNotes?: boolean; readonly hasReports?: boolean };

/** Opens a clinic with the seeded records in it: a new one, or the one kept in a folder by an earlier run. */
export async function openClinic(
  say: (line: string) => void,
  { kept, hasNotes, hasReports }: Opening = {},
): Promise<BenchClinic> {
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'clinic-desk-bench-')));
  const desk = deskAt(home);
  const remove = async () => (kept ? undefined : rm(home, { recursive: true, force: true }));
  const closing: (() => Promise<unknown>)[] = [remove, () => desk.close()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const { uri } = await desk.computer.open(say);
    const driver = await driverAt(uri);
    closing.push(() => driver.close());
    const raw = driver.db();
    const seeded = await seed(raw, say);
    if (hasNotes) await seedNotes(raw, seeded, say);
    if (hasReports) await seedReports(raw, seeded, say);
    say('Making the indexes');
    await desk.core.database.start();
    const client = createInProcessClient(desk.core, 'benchmark');
    if ((await client.session.state()).needsSetUp) {
      await client.session.setUp({
        clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London', rooms: ['Room 1'] },
        administrator: { ...signIn, displayName: 'Ada Okonkwo' },
      });
    } else await client.session.signIn(signIn);
    const carriers = await openCarriers(desk.core);
    closing.push(() => carriers.close());
    return { desk, home, client, carriers: carriers.all, seeded, raw, driver, uri, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The bare driver, with the options of the store's own connection. */
function driverAt(uri: string): Promise<mongoose.mongo.MongoClient> {
  return mongoose.mongo.MongoClient.connect(uri, {
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
  });
}
