import { totalmem } from 'node:os';

export const REPLICA_SET = 'clinicdesk';

export type MongodPlaces = {
  readonly database: string;
  readonly keyFile: string;
  readonly logFile: string;
  readonly port: number;
  /** Without its replica set: only to put that right. */
  readonly isAlone?: boolean;
};

/** The command line of the managed `mongod`. */
export function mongodArguments(
  places: MongodPlaces,
  platform = process.platform,
  memory = totalmem(),
): string[] {
  return [
    ...['--dbpath', places.database],
    ...['--port', String(places.port)],
    ...['--bind_ip', '127.0.0.1'],
    ...(places.isAlone ? [] : ['--replSet', REPLICA_SET]),
    '--auth',
    ...['--keyFile', places.keyFile],
    '--noscripting',
    ...['--logpath', places.logFile, '--logappend'],
    '--quiet',
    ...['--wiredTigerCacheSizeGB', cacheGigabytes(memory).toFixed(2)],
    // MongoDB's own choice is 5 % of the disk; this holds days of changes of a busy clinic.
    ...['--oplogSize', '1024'],
    // Slow operations are logged with the values that were searched for: names of patients.
    ...['--slowms', '2147483647'],
    // Up to 200 MB of figures for MongoDB's support, for which nobody here has a use.
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // Whoever holds the key file is the owner; nobody else is let in, not even before the first user exists.
    ...['--setParameter', 'enableLocalhostAuthBypass=false'],
    // Its socket lies in a folder that all users share, and a stale one of another user would stop the start.
    ...(platform === 'win32' ? [] : ['--nounixsocket']),
  ];
}

/** An eighth of the memory: the app shares the computer with a browser and an office suite. */
export function cacheGigabytes(memory: number): number {
  return Math.min(1, Math.max(0.25, memory / 2 ** 30 / 8));
}
