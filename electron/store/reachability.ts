import type mongoose from 'mongoose';
import { Unavailable } from '../core/ports/records';

/** A lost connection that is back within this time is no outage: the driver repeats what was under way. */
const GRACE_MS = 500;

/**
 * How long whoever asked waits for one call, in milliseconds: longer than any reading may take (`READ_LIMIT_MS`) and less
 * than the page waits. A server can answer that it is there on one connection and have lost another: the call then ends here.
 */
export const CALL_LIMIT_MS = 18_000;

/** Servers that accept writes, in the words of the driver. */
const writable: ReadonlySet<string> = new Set(['RSPrimary', 'Mongos', 'LoadBalancer', 'Standalone']);

/** Knows whether the database answers, from the driver's own watch over its servers. */
export class Reachability {
  readonly #listeners = new Set<(reachable: boolean) => void>();
  readonly #underWay = new Set<(reason: Unavailable) => void>();
  readonly #client: mongoose.mongo.MongoClient;
  #isReachable = true;
  #grace: NodeJS.Timeout | undefined;

  constructor(client: mongoose.mongo.MongoClient) {
    this.#client = client;
    client.on('topologyDescriptionChanged', this.#follow);
  }

  get isReachable(): boolean {
    return this.#isReachable;
  }

  onChange(listener: (reachable: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Runs work that needs the database. Rejects with `Unavailable` at once when it is known to be away, and as soon as
   * that becomes known while the work is under way, or after `withinMs`. The work is not waited for then and `isWanted` is
   * false: it must store nothing more, because whoever asked was told that it failed and may ask again. What goes through
   * more than one person waits for (an import, the pieces of a file) has no such limit; its statements have (`connect`).
   */
  during<T>(work: (isWanted: () => boolean) => Promise<T>, withinMs = Number.POSITIVE_INFINITY): Promise<T> {
    if (!this.#isReachable) return Promise.reject(away());
    return new Promise<T>((resolve, reject) => {
      this.#underWay.add(reject);
      const limit = Number.isFinite(withinMs)
        ? setTimeout(() => this.#underWay.delete(reject) && reject(away()), withinMs)
        : undefined;
      work(() => this.#underWay.has(reject))
        .finally(() => {
          clearTimeout(limit);
          this.#underWay.delete(reject);
        })
        .then(resolve, reject);
    });
  }

  /** Stops telling. Work that is under way is given up, and what is asked for later is refused. */
  close(): void {
    clearTimeout(this.#grace);
    this.#client.off('topologyDescriptionChanged', this.#follow);
    this.#listeners.clear();
    this.#set(false);
  }

  readonly #follow = ({ newDescription }: mongoose.mongo.TopologyDescriptionChangedEvent): void => {
    const answers = [...newDescription.servers.values()].some((server) => writable.has(server.type));
    if (answers) {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      this.#set(true);
    } else if (this.#isReachable) {
      this.#grace ??= setTimeout(() => {
        this.#grace = undefined;
        this.#set(false);
      }, GRACE_MS);
    }
  };

  #set(reachable: boolean): void {
    if (this.#isReachable === reachable) return;
    this.#isReachable = reachable;
    if (!reachable) {
      for (const giveUp of this.#underWay) giveUp(away());
      this.#underWay.clear();
    }
    for (const listener of this.#listeners) listener(reachable);
  }
}

const away = () => new Unavailable('The database does not answer');
