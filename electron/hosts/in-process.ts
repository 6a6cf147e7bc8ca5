import { type AnyRouter, createRouterClient } from '@orpc/server';
import type { ClinicClient } from '../../shared/contract';
import { type HostContext, openSession } from '../core/session';

/** A client in the same process, with a session of its own: no carrier, the same gate. `device` names it in the audit. */
export function createInProcessClient(core: { router: AnyRouter }, device = 'this program'): ClinicClient {
  const context: HostContext = { session: openSession(device) };
  // The core assembles its router from the very contract that `ClinicClient` is derived from.
  return createRouterClient(core.router, { context }) as unknown as ClinicClient;
}
