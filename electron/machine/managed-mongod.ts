import { thisComputerName } from '../../shared/rules/connections/fields';
import type { DatabaseAddress, DatabaseSource } from '../core/ports/database-source';
import type { SecretStore } from '../core/ports/secret-store';
import { ServerAdminError } from '../core/ports/server-admin';
import { StartFailure } from '../core/ports/start-failure';
import { startFailureOfFile } from './file-failure';
import type { ManagedMongodParts, Say } from './managed-mongod-parts';
import { startManagedMongod } from './managed-mongod-start';
import { passwordName } from './mongod-password';
import type { RunningMongod } from './mongod-process';

/** A `mongod` of our own on this computer, as a replica set of one, with its data in the data folder. */
export class ManagedMongod implements DatabaseSource {
  readonly label = thisComputerName;
  #server: RunningMongod | null = null;
  #opening: Promise<DatabaseAddress> | null = null;
  #stopped = new AbortController();
  #password: string | null = null;

  constructor(private readonly parts: ManagedMongodParts) {}

  /** Called while it starts or runs, it resolves with the same address; after an unexpected end it starts anew. */
  open(onProgress: Say): Promise<DatabaseAddress> {
    if (this.#opening === null) {
      this.#stopped = new AbortController();
      this.#opening = this.#start(onProgress, this.#stopped.signal);
    }
    return this.#opening;
  }

  /** Keeps the password of the running database where there was no place for it when it was started. */
  async keepPassword(store: SecretStore): Promise<void> {
    if (this.#server === null || this.#password === null) return;
    const name = passwordName(this.parts);
    if ((await store.read(name)) !== this.#password) await store.write(name, this.#password);
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    // Whoever called `open` is told why it failed.
    await this.#opening?.catch(() => undefined);
    const server = this.#server;
    this.#server = null;
    this.#opening = null;
    await server?.stop();
  }

  async #start(onProgress: Say, signal: AbortSignal): Promise<DatabaseAddress> {
    // Opened while the server starts, and looked at only when that answers; whoever looks is told of a failure.
    Promise.resolve()
      .then(this.parts.secrets)
      .catch(() => undefined);
    try {
      const { server, uri, password } = await startManagedMongod(this.parts, onProgress, signal);
      this.#server = server;
      this.#password = password;
      const listeners: ((failure: Error) => void)[] = [];
      void server.ended.then((failure) => this.#whenEnded(server, failure, listeners));
      return { uri, onUnexpectedEnd: (listener) => void listeners.push(listener) };
    } catch (error) {
      this.#opening = null;
      throw asStartFailure(error, signal, this.parts.folders.home);
    }
  }

  #whenEnded(
    server: RunningMongod,
    failure: StartFailure,
    listeners: readonly ((failure: Error) => void)[],
  ): void {
    if (this.#server !== server) return;
    this.#server = null;
    this.#opening = null;
    this.parts.log.error({ err: failure }, 'The database ended although nobody asked it to');
    for (const listener of listeners) listener(failure);
  }
}

function asStartFailure(error: unknown, signal: AbortSignal, home: string): unknown {
  if (error instanceof StartFailure) return error;
  if (signal.aborted) {
    return new StartFailure('unknown', 'The start was cancelled.', 'Start Clinic Desk again.', {
      cause: error,
    });
  }
  if (error instanceof ServerAdminError) {
    return new StartFailure(
      'serverRefused',
      'The database has started but does not let Clinic Desk in.',
      'Start Clinic Desk again. If it happens again, send the files in the folder "logs" to your support.',
      { cause: error },
    );
  }
  return startFailureOfFile(error, home);
}
