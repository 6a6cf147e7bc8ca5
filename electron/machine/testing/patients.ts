import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../process-table';
import { type ClinicComputer, connected } from './clinic-computer';

type Address = { readonly uri: string };

/** Registers a patient, safely on the disk. */
export const addPatient = ({ uri }: Address, firstname: string) =>
  connected(uri, (client) =>
    client
      .db()
      .collection('patients')
      .insertOne({ firstname }, { writeConcern: { w: 'majority', j: true } }),
  );

/** The first names of all patients. */
export const patients = ({ uri }: Address) =>
  connected(uri, async (client) => {
    const found = await client.db().collection('patients').find().toArray();
    return found.map(({ firstname }): unknown => firstname);
  });

/** The process that holds the data folder; NaN when none does. */
export async function processNumber({ folders }: ClinicComputer): Promise<number> {
  return Number.parseInt(await readFile(join(folders.database, 'mongod.lock'), 'utf8'), 10);
}

/** Resolves when the process is gone; the test's time limit is the limit. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}
