import type { ConnectionOutcome, procedures, ServerFound } from '../../shared/contract';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { problemsOf } from '../../shared/rules/connections/problems';
import { type ConnectionRisk, connectionRisks, risksOf } from '../../shared/rules/connections/risks';
import type { Call } from './call';
import type { DatabaseLife } from './database-life';
import { type ConnectionBook, thisComputerId } from './ports/connection-book';
import type { DatabaseAddress } from './ports/database-source';
import type { ProbeServer } from './ports/server-probe';
import { StartFailure } from './ports/start-failure';
import { invalid, invalidAt, notFound } from './refusal';
import type { HandlersOf } from './router';
import type { Trail } from './trail';

type Given = {
  readonly book: ConnectionBook;
  readonly probe: ProbeServer;
  readonly database: DatabaseLife;
  readonly trail: Trail;
  /** Who was signed in to the database before is signed out of the next one. */
  readonly signEverybodyOut: () => void;
};

export function connectionHandlers(given: Given): HandlersOf<(typeof procedures)['connections']> {
  const { book, probe, database, trail } = given;
  const note = (call: Call, action: string, name: string, reason?: string) =>
    trail.note({
      at: call.now,
      ...(call.person && { user: call.person.userId, userName: call.person.displayName }),
      device: call.session.device,
      action,
      entity: 'connections',
      outcome: 'done',
      reason: reason ? `${name}: ${reason}` : name,
    });
  const byName = (call: Call) => call.person?.displayName ?? 'somebody at this computer, not signed in';
  const requireChoice = async () => {
    const { isFixed } = await book.list();
    if (isFixed) throw invalid(['id'], isFixed);
  };
  const find = async (id: string) => {
    const found = (await book.list()).connections.find((each) => each.id === id);
    if (!found) throw notFound();
    return found;
  };
  const tried = (address: () => Promise<DatabaseAddress | null>, signal: AbortSignal | undefined) =>
    outcomeOf(async () => {
      const found = await address();
      const limit = AbortSignal.timeout(testLimitMs);
      return found && { server: await probe(found, signal ? AbortSignal.any([signal, limit]) : limit) };
    });

  return {
    status: async () => database.state,
    async list() {
      const { connections, ...rest } = await book.list();
      return { connections: [...connections], ...rest };
    },

    async save({ id, fields, secrets, acceptedRisks }, call) {
      await requireChoice();
      requireSound(fields, acceptedRisks);
      const by = byName(call);
      const saved = await book.save({
        ...{ id, fields, secrets },
        acceptedRisks: risksOf(fields).map((risk) => ({ risk, by, at: call.now })),
      });
      if (!saved) throw notFound();
      const taken = risksOf(fields).map((risk) => labelOf(risk));
      note(call, 'save', saved.name, taken.length > 0 ? `risks confirmed: ${taken.join(', ')}` : undefined);
      return saved;
    },

    async test({ id, fields, secrets, acceptedRisks }, call) {
      requireSound(fields, acceptedRisks);
      return tried(() => book.addressOf({ id, fields, secrets }), call.signal);
    },

    async use({ id }, call) {
      await requireChoice();
      const { name } = await find(id);
      const before = (await book.list()).open;
      // This computer has no server to ask before it is started: opening it is the test.
      const outcome = await tried(() => book.savedAddress(id), call.signal);
      if (outcome.kind === 'failed' || (id === before && database.isLive)) return outcome;
      note(call, 'use', name);
      await trail.flush();
      const opened = await outcomeOf(async () => {
        await database.changeTo(() => book.choose(id));
        return null;
      });
      if (opened.kind === 'failed') {
        // Back to what worked: nobody is left in front of a closed door by somebody's try.
        await database.changeTo(() => book.choose(before)).catch(() => undefined);
        return opened;
      }
      given.signEverybodyOut();
      return outcome;
    },

    async forget({ id }, call) {
      await requireChoice();
      const { name } = await find(id);
      if (id === thisComputerId) throw invalid(['id'], 'The database of this computer cannot be forgotten.');
      if ((await book.list()).open === id)
        throw invalid(['id'], 'This connection is open. Open another one first.');
      await book.forget(id);
      note(call, 'forget', name);
      return {};
    },
  };
}

const testLimitMs = 20_000;

const labelOf = (risk: ConnectionRisk) => connectionRisks.find(({ value }) => value === risk)?.label ?? risk;

/** Refuses fields that cannot be right, and risks that nobody confirmed. */
function requireSound(fields: ConnectionFields, accepted: readonly ConnectionRisk[]): void {
  const problems = problemsOf(fields).map(({ path, message }) => ({ path: ['fields', ...path], message }));
  if (problems.length > 0) throw invalidAt(problems);
  const open = risksOf(fields).filter((risk) => !accepted.includes(risk));
  if (open.length > 0)
    throw invalid(['acceptedRisks'], `Confirm first: ${open.map((risk) => labelOf(risk)).join(', ')}.`);
}

/** What becomes of work that can fail in words. */
async function outcomeOf(work: () => Promise<{ server: ServerFound } | null>): Promise<ConnectionOutcome> {
  try {
    return { kind: 'good', ...(await work()) };
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    const { reason, message, remedy, path } = error;
    return { kind: 'failed', reason, message, remedy, ...(path && { path: [...path] }) };
  }
}
