import type mongoose from 'mongoose';
import { connectionFailure } from './connection-failures';

/**
 * Rejects with the last failure as soon as every server that was named is known to fail in a way that waiting does not mend;
 * not any more once one has answered: that a member it tells of is away says nothing of the others. Never resolves.
 */
export function hopeless(
  client: mongoose.mongo.MongoClient,
  isHopeless: (failure: Error) => boolean,
): Promise<never> {
  const failing = new Set<string>();
  let isAnswered = false;
  client.once('serverHeartbeatSucceeded', () => {
    isAnswered = true;
  });
  const found = new Promise<never>((_, reject) => {
    client.on('serverHeartbeatFailed', ({ connectionId, failure }) => {
      if (isAnswered || !isHopeless(failure)) return;
      failing.add(connectionId);
      if (failing.size >= client.options.hosts.length) reject(failure);
    });
  });
  // When the work ends first, nobody waits for it any more.
  found.catch(() => undefined);
  return found;
}

/** How long the servers behind one name (`mongodb+srv`) may take to be looked up, whether they are opened or tested. */
const LOOK_UP_MS = 8_000;

/** Rejects when the servers behind a name (`mongodb+srv`) are not looked up in time: the driver waits 50 s. Never resolves. */
export function notLookedUp(client: mongoose.mongo.MongoClient): Promise<never> {
  const found = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(connectionFailure('lookUpFailed')), LOOK_UP_MS).unref();
    client.once('topologyOpening', () => clearTimeout(timer));
  });
  found.catch(() => undefined);
  return found;
}
