import { setTimeout as pause } from 'node:timers/promises';
import { type AdministerServer, type RunAdminCommand, ServerAdminError } from '../core/ports/server-admin';
import type { StartFailure } from '../core/ports/start-failure';
import { systemCredentials } from './key-file';
import type { RunningMongod } from './mongod-process';

export const ANSWER_LIMIT_MS = 30_000;
const ANSWER_TRIES = 3;
/** How long the end of a process may take to be noticed after its connections are gone. */
const END_NOTICED_MS = 500;

/** A managed server, and the key that proves to it that we own it. */
export type OwnedServer = {
  readonly port: number;
  readonly key: string;
  readonly administer: AdministerServer;
};

/** Does something with the server as its own internal user. */
export function asOwner<Result>(
  { port, key, administer }: OwnedServer,
  work: (run: RunAdminCommand) => Promise<Result>,
): Promise<Result> {
  return administer({ port, credentials: systemCredentials(key), patienceMs: ANSWER_LIMIT_MS }, work);
}

export const isUnreachable = (error: unknown): boolean =>
  error instanceof ServerAdminError && error.reason === 'unreachable';

/** A server that finds itself under a port it does not know hangs up on everybody once: asked again, it answers. */
export function whileRunning(server: RunningMongod, administer: AdministerServer): AdministerServer {
  return async (target, work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await administer(target, work);
      } catch (error) {
        if (!isUnreachable(error) || tries === ANSWER_TRIES || (await endsSoon(server))) throw error;
      }
    }
  };
}

/** The reason why a server has ended, or is about to; null while it runs. */
export const endsSoon = (server: RunningMongod): Promise<StartFailure | null> =>
  Promise.race([server.ended, pause(END_NOTICED_MS, null)]);
