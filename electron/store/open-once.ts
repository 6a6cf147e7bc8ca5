import mongoose from 'mongoose';
import { connectionFailure, failureIn } from './connection-failures';
import { hopeless, notLookedUp } from './hopeless';

const { MongoClient } = mongoose.mongo;
type Client = mongoose.mongo.MongoClient;

/** How long one question may take to be answered. */
const ANSWER_MS = 5_000;

/** Work with a client of its own, which is closed whatever becomes of it; ends with the signal, and when waiting mends nothing. */
export async function openOnce<Result>(
  uri: string,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
  work: (client: Client) => Promise<Result>,
  more: mongoose.mongo.MongoClientOptions = {},
): Promise<Result> {
  const client = new MongoClient(uri, {
    appName: 'Clinic Desk',
    maxPoolSize: 1,
    serverSelectionTimeoutMS: ms,
    connectTimeoutMS: Math.min(ms, ANSWER_MS),
    socketTimeoutMS: ANSWER_MS,
    ...more,
  });
  const over = new AbortController();
  const connecting = client.connect();
  try {
    return await Promise.race([
      connecting.then(work),
      hopeless(client, (failure) => failureIn(failure, true) !== null),
      notLookedUp(client),
      stopped(signal, over.signal),
    ]);
  } finally {
    over.abort();
    await client.close();
    // One that was given up while its name was looked up connects when that is answered, closed or not.
    connecting.then(() => client.close()).catch(() => undefined);
  }
}

/** Rejects when somebody stops the test, unless `over` comes first. */
function stopped(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(connectionFailure('cancelled'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: over });
  });
}
