import { join } from 'node:path';
import mongoose from 'mongoose';
import { onTestFinished } from 'vitest';
import { administerServer } from '../../store/server-admin';
import { type DataFolders, dataFolders, prepareDataFolders, programCacheFolder } from '../folders';
import { ManagedMongod } from '../managed-mongod';
import type { ManagedMongodParts } from '../managed-mongod-parts';
import { findMongod } from '../mongod-binary';
import { openSettingsFile, type SettingsFile } from '../settings-file';
import { MemoryLog } from './memory-log';
import { MemorySecretStore } from './memory-secret-store';
import { temporaryFolder } from './temporary-folder';

/** A real `mongod`, found or fetched as the application does it. */
export const findRealMongod: ManagedMongodParts['findBinary'] = (onProgress, signal) =>
  findMongod({
    onProgress,
    signal,
    cacheFolder: programCacheFolder({ environment: process.env }),
    environment: process.env,
  });

/** A computer with an empty data folder and everything that a managed `mongod` needs. */
export type ClinicComputer = {
  readonly folders: DataFolders;
  readonly settings: SettingsFile;
  readonly secrets: MemorySecretStore;
  readonly log: MemoryLog;
  /** A new managed `mongod` on the data folder; closed when the running test is over. */
  mongod(changes?: Partial<ManagedMongodParts>): ManagedMongod;
};

export async function clinicComputer(): Promise<ClinicComputer> {
  const home = join(await temporaryFolder(), 'Clinic Desk');
  const folders = dataFolders({ home, environment: {} });
  await prepareDataFolders(folders);
  const log = new MemoryLog();
  const settings = await openSettingsFile(folders.settingsFile, log);
  const secrets = new MemorySecretStore();
  return {
    folders,
    settings,
    secrets,
    log,
    mongod: (changes) => {
      const parts = {
        folders,
        settings,
        secrets: () => secrets,
        log,
        administer: administerServer,
        findBinary: findRealMongod,
      };
      const mongod = new ManagedMongod({ ...parts, ...changes });
      onTestFinished(() => mongod.close());
      return mongod;
    },
  };
}

type Client = InstanceType<typeof mongoose.mongo.MongoClient>;

/** Does something with a client of the database and hangs up. */
export async function connected<Result>(
  uri: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await work(await client.connect());
  } finally {
    await client.close();
  }
}

export const silently = () => undefined;
