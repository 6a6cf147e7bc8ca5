import { connectionFailure } from './connection-failures';

/** What a server can do for the records, and what it cannot, in sentences for people. */
export type ServerAbilities = {
  readonly kind: 'replicaSet' | 'sharded' | 'standalone';
  /** Several records are changed together or not at all. */
  readonly hasTransactions: boolean;
  /** Changes are told as they happen. */
  readonly hasChangeStreams: boolean;
  readonly missing: string[];
};

/** The first major version that keeps time series and unique indexes as the records need them. */
const OLDEST = 5;

/** Judges a server by its answer to `hello` and its version. Throws `StartFailure` for one that is too old or is no place to write. */
export function serverAbilities(server: {
  readonly hello: Readonly<Record<string, unknown>>;
  readonly version: string;
}): ServerAbilities {
  const { hello, version } = server;
  if (Number.parseInt(version, 10) < OLDEST)
    throw connectionFailure('serverTooOld', undefined, {
      message: `The server runs MongoDB ${version}, which is too old.`,
    });
  if (hello.msg === 'isdbgrid')
    return { kind: 'sharded', hasTransactions: true, hasChangeStreams: true, missing: [] };
  if (typeof hello.setName === 'string')
    return { kind: 'replicaSet', hasTransactions: true, hasChangeStreams: true, missing: [] };
  return {
    kind: 'standalone',
    hasTransactions: false,
    hasChangeStreams: false,
    missing: [
      'What changes several records at once is refused: adopting a database, importing readings, merging.',
      'Other windows see a change after some seconds instead of at once.',
      'The server can lose what was written last when it ends by force, unless it keeps a journal.',
    ],
  };
}
