import type { DatabaseLife } from '../database-life';

const HOUR = 3_600_000;
/** An upload to which nothing came for so long is given up. */
const keptFor = 24 * HOUR;

type Given = {
  readonly database: Pick<DatabaseLife, 'isLive' | 'files' | 'listen'>;
  readonly clock: () => Date;
  readonly log: (message: string, error?: unknown) => void;
};

/** Removes uploads that nobody went on with: when the database opens, and every hour. Returns how to stop. */
export function sweepUploads({ database, clock, log }: Given): () => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve();
  const sweep = () => {
    if (!database.isLive) return;
    const before = new Date(clock().getTime() - keptFor);
    underWay = database.files.sweep(before).catch((error: unknown) => {
      // It is tried again in an hour; a database that goes away meanwhile is told elsewhere.
      if (database.isLive) log('Unfinished uploads could not be removed', error);
    });
  };
  const stopListening = database.listen({ onState: ({ kind }) => (kind === 'live' ? sweep() : undefined) });
  const timer = setInterval(sweep, HOUR).unref();
  return () => {
    stopListening();
    clearInterval(timer);
    return underWay.then(() => undefined);
  };
}
