import { StartFailure } from '../core/ports/start-failure';
import { diskFull, folderNotWritable } from './file-failure';
import { noFreePort } from './free-port';

/** How a `mongod` ended, with the last lines of its log and of what it printed. */
export type MongodEnd = {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lastWords: string;
  readonly database: string;
};

type Sign = {
  /** Exit codes: mongo/util/exit_code.h. */
  readonly exitCode?: number;
  readonly words?: RegExp;
  readonly failure: (end: MongodEnd) => StartFailure;
};

/** The first sign that fits decides: words are more exact than exit codes. */
const SIGNS: readonly Sign[] = [
  {
    words: /No space left on device|Disk quota exceeded|"ENOSPC"|There is not enough space/i,
    failure: (end) => diskFull(end.database),
  },
  { words: /Address already in use|Only one usage of each socket address/i, failure: noFreePort },
  {
    words: /Another mongod instance is already running|DBPathInUse.*Resource temporarily unavailable/i,
    failure: inUse,
  },
  {
    words:
      /Permission denied|Read-only file system|Operation not permitted|Not a directory|Access is denied/i,
    failure: (end) => folderNotWritable(end.database),
  },
  { words: /Failed to open [^"]*\.log|NonExistentPath/i, failure: (end) => folderNotWritable(end.database) },
  {
    words:
      /UPGRADE PROBLEM|featureCompatibilityVersion value|requires newer|unsupported WiredTiger file version|Wrong mongod version|IncompatibleServerVersion/i,
    failure: otherVersion,
  },
  {
    words:
      /InvalidBSON|corrupt|--repair|WT_PANIC|WT_TRY_SALVAGE|non-specific WiredTiger error|checksum|not a WiredTiger/i,
    failure: damaged,
  },
  { words: /error while loading shared libraries|Illegal instruction/i, failure: unusable },
  { exitCode: 48, failure: noFreePort },
  { exitCode: 62, failure: otherVersion },
  { exitCode: 14, failure: damaged },
  { exitCode: 50, failure: damaged },
  { exitCode: 100, failure: damaged },
];

/** Puts the end of a `mongod` that could not start into words. */
export function startFailureOfMongod(end: MongodEnd): StartFailure {
  if (end.signal === 'SIGILL') return unusable(end);
  // Ended from outside: what its log says of other things is not why.
  if (end.signal === 'SIGKILL' || end.signal === 'SIGTERM' || end.signal === 'SIGINT') return unknown(end);
  const sign = SIGNS.find(
    ({ words, exitCode }) =>
      words?.test(end.lastWords) || (exitCode !== undefined && exitCode === end.exitCode),
  );
  return (sign?.failure ?? unknown)(end);
}

function inUse(end: MongodEnd): StartFailure {
  return new StartFailure(
    'folderInUse',
    `The database in ${end.database} is in use by another program.`,
    'Close the program that uses it (another Clinic Desk, or a MongoDB server on the same folder) and start again.',
    causeOf(end),
  );
}

function otherVersion(end: MongodEnd): StartFailure {
  return new StartFailure(
    'dataUnusable',
    'The database was last used with another version of MongoDB, which the one on this computer cannot read.',
    'Install the newest MongoDB Community Server and set CLINIC_MONGOD to its mongod program. Your data is unchanged.',
    causeOf(end),
  );
}

export function damaged(end: Pick<MongodEnd, 'database'> & Partial<MongodEnd>): StartFailure {
  return new StartFailure(
    'dataUnusable',
    `The database files in ${end.database} are damaged or incomplete.`,
    'Do not delete anything. Copy the data folder to a safe place first, then bring back the last backup.',
    causeOf(end),
  );
}

function unusable(end: MongodEnd): StartFailure {
  return new StartFailure(
    'binaryUnusable',
    'The MongoDB program of Clinic Desk does not run on this computer.',
    'Install MongoDB Community Server and set CLINIC_MONGOD to its mongod program.',
    causeOf(end),
  );
}

function unknown(end: MongodEnd): StartFailure {
  return new StartFailure(
    'unknown',
    'The database ended by itself.',
    'Start Clinic Desk again. If it happens again, send the files in the folder "logs" to your support.',
    causeOf(end),
  );
}

/** For the log. `mongod` is started so that its own log holds no values of documents. */
function causeOf({ exitCode = null, signal = null, lastWords = '' }: Partial<MongodEnd>): ErrorOptions {
  return {
    cause: new Error(`mongod ended with ${signal ?? exitCode ?? 'no exit code'}\n${lastWords.slice(-4_000)}`),
  };
}
