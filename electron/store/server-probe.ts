import mongoose from 'mongoose';
import type { ProbedServer, ProbeServer } from '../core/ports/server-probe';
import { aboutFiles } from './certificate-files';
import { membersOf } from './copy/members';
import { unfinishedCopyOf } from './copy/whole';
import {
  connectionFailure,
  failureIn,
  inNoSet,
  isInNoSet,
  isOfNoSet,
  serverKind,
} from './connection-failures';
import { databaseFound } from './database-found';
import { openOnce } from './open-once';
import { saysNothing, secondLook } from './second-look';
import { setlessCode } from './setless';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;

/** How long the servers may take to be found. */
const SELECTION_MS = 5_000;

/** `ProbeServer` with MongoDB's own driver. */
export const probeServer: ProbeServer = async ({ uri }, signal) => {
  if (signal.aborted) throw connectionFailure('cancelled');
  try {
    return await probe(uri, signal);
  } catch (error) {
    if (signal.aborted) throw connectionFailure('cancelled');
    const first = failureIn(error, isNamed(uri));
    // Why it is in no set, a server says only when it is asked alone; that one is away says nothing of the others.
    const isTelling =
      first && !isOfNoSet(error) && !(saysNothing(first) && new MongoClient(uri).options.hosts.length > 1);
    const told = isTelling ? first : ((await secondLook(uri, error, signal)) ?? first);
    if (signal.aborted) throw connectionFailure('cancelled');
    throw told ? await aboutFiles(told, new MongoClient(uri).options) : connectionFailure('noAnswer', error);
  }
};

const isNamed = (uri: string) => new mongoose.mongo.MongoClient(uri).options.credentials !== undefined;

async function probe(uri: string, signal: AbortSignal): Promise<ProbedServer> {
  return openOnce(uri, { ms: SELECTION_MS, signal }, async (client) => {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    if (isInNoSet(hello)) throw inNoSet(await setlessCode(admin));
    const kind = serverKind(hello);
    const began = performance.now();
    const { version } = await admin.command({ buildInfo: 1 });
    const milliseconds = performance.now() - began;
    await requirePermission(client);
    const isEncrypted = client.options.tls === true;
    const setMembers = kind === 'replicaSet' ? await membersOf(admin) : undefined;
    const members = setMembers?.length ?? 1;
    const copyOf = await unfinishedCopyOf(client.db());
    return {
      ...{ version: String(version), kind, members, milliseconds, isEncrypted },
      ...(setMembers && { setMembers }),
      ...(copyOf === undefined ? await databaseFound(client.db()) : { unfinishedCopyOf: copyOf }),
    };
  });
}

/** What the records need, of the actions that MongoDB knows. */
const needed = [
  'find',
  'insert',
  'update',
  'remove',
  'createCollection',
  'createIndex',
  'listCollections',
  'collMod',
];

type Privilege = {
  readonly resource: { readonly db?: string; readonly collection?: string; readonly anyResource?: boolean };
  readonly actions: readonly string[];
};

/** Only servers with accounts tell privileges; one without lets everybody do everything. */
async function requirePermission(client: Client): Promise<void> {
  const database = client.db();
  // Asked first, because a server with accounts answers a nobody with an error that says so.
  await database.command({ count: 'patients' });
  const { authInfo } = await database.command({ connectionStatus: 1, showPrivileges: true });
  if (authInfo.authenticatedUsers.length === 0) return;
  const covers = ({ resource }: Privilege) =>
    resource.anyResource === true ||
    ((resource.db === database.databaseName || resource.db === '') && resource.collection === '');
  const allowed = new Set(
    (authInfo.authenticatedUserPrivileges as Privilege[]).filter(covers).flatMap(({ actions }) => actions),
  );
  if (!needed.every((action) => allowed.has(action) || allowed.has('anyAction')))
    throw connectionFailure('noPermission');
}
