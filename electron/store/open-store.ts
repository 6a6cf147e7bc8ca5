import { setTimeout as pause } from 'node:timers/promises';
import type mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import { auditentries } from '../../shared/entities/auditentries';
import type { OpenStore, Store } from '../core/ports/store';
import { ChangeFeed } from './change-feed';
import { connectToAny, databaseOf } from './connection';
import { mongoCopies } from './copy/clinic-copies';
import { isHeldBack } from './copy/hold-rule';
import { COPIES } from './copy/notes';
import { SavingWatch } from './copy/saving-watch';
import { movedFailure, noteOpening, requireWhole } from './copy/whole';
import { CountCache } from './count-cache';
import { legacyDatabase } from './legacy-database';
import { identityOf } from './database-found';
import { gridFiles } from './files';
import type { OnUnreadable } from './mapper';
import { migrate } from './migrations';
import { modelsOf } from './models';
import { Reachability } from './reachability';
import { storedOf } from './readers';
import { mongoReadings } from './readings/reading-store';
import { mongoRecords } from './records';
import { watchKind } from './standalone/other-kind';
import { PollFeed } from './standalone/poll-feed';
import { StandaloneWriter } from './standalone/standalone-writer';
import { mongoReportSource } from './reports/report-source';

export type StoreOptions = {
  /** Told once for each value in the database that does not fit its field; the value itself is not told. */
  readonly onUnreadable?: OnUnreadable;
  /** Told of work in the background that failed and is tried again later. */
  readonly onFailure?: (error: unknown) => void;
};

/** How long a connection is closed before whoever asked goes on, in milliseconds; a server that answers takes some thirty. */
const CLOSE_LIMIT_MS = 1_000;

/** An open store, with the database itself for the rest of this room. */
export type MongoStore = Store & { readonly database: mongoose.mongo.Db };

/** A way to open stores for these entities: `openStore(entities)(uri, onProgress)`. */
export function openStore(
  table: EntityTable,
  { onUnreadable = () => undefined, onFailure = () => undefined }: StoreOptions = {},
) {
  // Whatever the entities are, what is done to them is on record.
  const entities: EntityTable = { ...table, auditentries: table.auditentries ?? auditentries };
  const open: (...call: Parameters<OpenStore>) => Promise<MongoStore> = async (uri, onProgress) => {
    onProgress('Connecting to the database');
    const { connection, standsAlone } = await connectToAny(uri);
    try {
      return await storeOn(connection, entities, { onUnreadable, onFailure, onProgress, standsAlone });
    } catch (error) {
      await connection.close(true);
      throw error;
    }
  };
  return open satisfies OpenStore;
}

async function storeOn(
  connection: mongoose.Connection,
  table: EntityTable,
  {
    onUnreadable,
    onFailure,
    onProgress,
    standsAlone,
  }: Required<StoreOptions> & { onProgress: (sentence: string) => void; standsAlone: boolean },
): Promise<MongoStore> {
  const client = connection.getClient();
  const database = databaseOf(connection);
  const kind = watchKind(client, standsAlone);
  await requireWhole(database);
  const saving = new SavingWatch(database);
  try {
    await saving.look({ first: true });
    // What a writer left that broke off, also where the server stood alone then and does not now.
    await new StandaloneWriter(database).settle().catch((error: unknown) => {
      // A clinic that moved took it along.
      if (!isHeldBack(error)) throw error;
    });
    await migrate(database, table, onProgress);
    // The clinic is opened whether or not this can be noted; it is tried again with the next opening.
    await noteOpening(database).catch(onFailure);
  } catch (error) {
    // Or it would look at a connection that is closed, again and again.
    saving.close();
    throw isHeldBack(error) ? movedFailure(saving.saving) : error;
  }
  const stored = modelsOf(connection, table, onUnreadable);
  const auditTrail = storedOf(stored, table.auditentries ?? auditentries);
  const reachability = new Reachability(client);
  const counts = new CountCache();
  const polled = standsAlone ? await PollFeed.open({ database, reachability }) : undefined;
  const writer = polled && new StandaloneWriter(database, polled.poke);
  const identity = await identityOf(database);
  const feed = polled ?? (await ChangeFeed.open({ database, table, reachability }));
  const forgetAll = () => counts.forgetAll(Object.keys(table));
  feed.onChange((event) => (event.type === 'gap' ? forgetAll() : counts.forget(event.change.entity)));
  // While away, others may change what was counted.
  reachability.onChange(forgetAll);
  const readings = mongoReadings({
    client,
    database,
    table,
    stored,
    auditTrail,
    reachability,
    counts,
    onFailure,
    writer,
  });
  // Whoever changes limits does not wait for what follows from them; should nobody hear of it, the next reader does.
  feed.onChange((event) => {
    if (event.type === 'changed' && event.change.entity === 'readinglimits' && event.change.patient)
      readings.recount(event.change.patient);
  });
  // Other computers pause saving too.
  feed.onChange((event) => {
    if (event.type === 'gap' || event.change.entity === COPIES) void saving.look();
  });
  // Nothing of this store may go on there: it would write without what keeps records together there.
  kind.onOther(() => reachability.close());
  let closing: Promise<void> | undefined;
  return {
    ...{ database, standsAlone, identity },
    copies: mongoCopies(database, saving),
    legacy: legacyDatabase(database, client, { standsAlone }),
    files: gridFiles(database, reachability, { standsAlone }),
    reports: mongoReportSource({ client, database, stored, reachability }),
    records: mongoRecords({ client, database, stored, auditTrail, reachability, counts, writer }),
    readings,
    onChange: (listener) =>
      feed.onChange((event) => {
        if (event.type === 'gap' || event.change.entity !== COPIES) listener(event);
      }),
    onReachable: (listener) => reachability.onChange(listener),
    onReplaced: kind.onOther,
    close: () => {
      closing ??= (async () => {
        kind.stop();
        reachability.close();
        saving.close();
        const ending = [feed.close(), readings.close()];
        // Not after the stream: the server may hold its last question for a second.
        const closed = connection.close(true).then(() => Promise.all(ending.map((each) => each.closed)));
        // A server that has gone is looked for to end what it has forgotten: nobody needs to wait for that.
        await Promise.race([closed, pause(CLOSE_LIMIT_MS, undefined, { ref: false })]);
        closed.catch(() => undefined);
      })();
      return closing;
    },
  };
}
