import { administerServer } from '../../store/server-admin';
import { dataFolders } from '../folders';
import { ManagedMongod } from '../managed-mongod';
import { findMongod } from '../mongod-binary';
import { programCacheFolder } from '../folders';
import { openSettingsFile } from '../settings-file';
import { MemoryLog } from './memory-log';
import { MemorySecretStore } from './memory-secret-store';

// A Clinic Desk of its own for tests to kill: opens the database of a data folder, says so, and waits.
const folders = dataFolders({ home: process.argv[2], environment: {} });
const log = new MemoryLog();
const secrets = new MemorySecretStore();
const mongod = new ManagedMongod({
  folders,
  settings: await openSettingsFile(folders.settingsFile, log),
  secrets: () => secrets,
  log,
  administer: administerServer,
  findBinary: (onProgress, signal) =>
    findMongod({
      onProgress,
      signal,
      cacheFolder: programCacheFolder({ environment: process.env }),
      environment: process.env,
    }),
});
const { uri } = await mongod.open(() => undefined);
process.on('message', () => {
  throw new Error('An error that nobody catches');
});
process.send?.({ uri, secret: [...secrets.entries][0] });
