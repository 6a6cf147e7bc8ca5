import { entities } from '../shared/entities';
import { type Core, createCore } from './core/core';
import { fillDemo } from './core/demo/demo';
import type { DemoSignIn } from './core/demo/staff';
import { workerReader } from './documents/worker-reader';
import { argon2Hasher } from './machine/argon2-hasher';
import { codeFiles } from './machine/code-files';
import { openDump } from './machine/dump-file';
import { dataFolders } from './machine/folders';
import type { Log } from './machine/log';
import { openPatientLog } from './machine/patient-log';
import { takePassphrase } from './machine/secrets/given-passphrase';
import { stableId } from './machine/stable-id';
import { ThisComputer } from './machine/this-computer';
import { licensedCodeFiles } from './machine/licensed-code-files';
import { ucumUnits } from './machine/ucum-units';
import { openStore } from './store/open-store';
import { probeServer } from './store/server-probe';
import { administerServer } from './store/server-admin';

export type ComposeOptions = {
  /** The value of `--home`; else `CLINIC_HOME`, else the platform's place. */
  readonly home?: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  /** Where an installer put its resources (a `mongod` among them). */
  readonly resourcesFolder?: string | undefined;
  /** Where the tables of codes are that come with the program. */
  readonly codesFolder: string;
  /** The bundled worker that reads files (`electron/documents`). */
  readonly documentWorker: string;
  readonly version: string;
  /** Shows a folder on the screen of this computer; false where there is none. */
  readonly reveal: (folder: string) => Promise<boolean>;
};

/** One Clinic Desk of this computer, wired and not yet started. */
export type Desk = {
  readonly core: Core;
  /** The data folder: claim it before `core.database.start()`, and tell a second start where to find us. */
  readonly computer: ThisComputer;
  readonly home: string;
  readonly log: Log;
  /** Brings the dump at a path into an empty database and adopts it; rejects with a `Refusal` in words. */
  readonly legacyImport: { load(path: string, onProgress: (sentence: string) => void): Promise<void> };
  /** Fills an empty database with the demo clinic and gives its sign-ins; rejects with a `Refusal` in words. */
  readonly demo: { fill(onProgress: (sentence: string) => void): Promise<readonly DemoSignIn[]> };
  /** Stops everything in order; resolves when no process of ours is left. */
  close(): Promise<void>;
};

/** Wires core, store and machine; the only place that knows all three. */
export function compose(options: ComposeOptions): Desk {
  const { environment, resourcesFolder, codesFolder, documentWorker, version, reveal } = options;
  const folders = dataFolders({ home: options.home, environment });
  const logFile = openPatientLog(folders.logs);
  const { log } = logFile;
  const computer = new ThisComputer({
    folders,
    environment,
    resourcesFolder,
    administer: administerServer,
    reveal,
    log,
    passphrase: takePassphrase(environment),
  });
  const clock = () => new Date();
  const documentReader = workerReader({ workerFile: documentWorker });
  const core = createCore({
    table: entities,
    source: computer,
    connections: computer.connections,
    localDatabase: computer.localDatabase,
    probeServer,
    openStore: openStore(entities, {
      onUnreadable: (entity, id, field) =>
        log.warn({ entity, id, field }, 'A stored value could not be read'),
      onFailure: (error) => log.error({ err: error }, 'Readings could not be counted anew yet'),
    }),
    hasher: argon2Hasher,
    clock,
    version,
    log: (message, error) => (error ? log.error({ err: error }, message) : log.info({}, message)),
    secrets: () => computer.secrets.description,
    secretKeeping: computer.secrets,
    backupFolder: () => computer.backupFolder(),
    codeSystems: codeFiles(codesFolder),
    documentReader,
    licensedCodes: licensedCodeFiles(folders.codes),
    unitConverter: ucumUnits(),
    stableId,
  });
  return {
    core,
    computer,
    home: folders.home,
    log,
    legacyImport: { load: (path, onProgress) => core.loadDump(openDump(path), onProgress) },
    demo: {
      fill(onProgress) {
        const { records, files, readings } = core.database;
        return fillDemo(
          { records, files, readings, reader: documentReader, hasher: argon2Hasher, clock },
          onProgress,
        );
      },
    },
    async close() {
      await core.close();
      logFile.close();
    },
  };
}
