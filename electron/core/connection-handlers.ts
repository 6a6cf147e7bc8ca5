import type { ConnectionOutcome, procedures, SavedConnection } from '../../shared/contract';
import type { ConnectionFields } from '../../shared/rules/connections/fields';
import { problemsOf } from '../../shared/rules/connections/problems';
import { isSameDatabase } from '../../shared/rules/connections/same-place';
import { type Strangers, strangerWords } from '../../shared/rules/connections/strangers';
import { type ConnectionRisk, connectionRisks, risksOf } from '../../shared/rules/connections/risks';
import { fold } from '../../shared/rules/names';
import type { Call } from './call';
import type { CopyMarks } from './copies/copy-marks';
import { requireSameCopy } from './copies/same-copy';
import type { DatabaseLife } from './database-life';
import { type ConnectionBook, thisComputerId } from './ports/connection-book';
import type { DatabaseAddress } from './ports/database-source';
import type { ProbedServer, ProbeServer } from './ports/server-probe';
import { StartFailure, unfinishedCopy } from './ports/start-failure';
import { invalid, invalidAt, notFound } from './refusal';
import type { OneAtATime } from './one-at-a-time';
import type { HandlersOf } from './router';
import type { Trail } from './trail';

type Given = {
  readonly book: ConnectionBook;
  readonly probe: ProbeServer;
  readonly database: DatabaseLife;
  readonly marks: CopyMarks;
  readonly trail: Trail;
  /** Of whatever changes which database is open, or works on its files: two at once would each go back to the other's. */
  readonly turns: OneAtATime;
  /** The connection to which a copy of the open database is being made. */
  readonly copyingTo: () => string | undefined;
  /** Who was signed in to the database before is signed out of the next one. */
  readonly signEverybodyOut: () => void;
};

export function connectionHandlers(given: Given): HandlersOf<(typeof procedures)['connections']> {
  const { book, probe, database, marks, trail, turns } = given;
  const note = (call: Call, action: string, about: string, outcome: 'done' | 'refused' = 'done') =>
    trail.note({
      at: call.now,
      ...(call.person && { user: call.person.userId, userName: call.person.displayName }),
      ...{ device: call.session.device, action, entity: 'connections', outcome, reason: about },
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

  /** Other connections that lead where a test found a server: by what the database says it is, or by its servers. */
  const sameAsOf = async (id: string | undefined, fields: ConnectionFields, found: ProbedServer) => {
    const { connections, open } = await book.list();
    const { setMembers = [], identity } = found;
    const places = [fields, { ...fields, srv: false, hosts: setMembers }];
    const isSame = (each: SavedConnection) => {
      if (each.id === open && identity !== undefined && database.identity !== undefined)
        return identity === database.identity;
      const there = each.fields;
      return there !== undefined && places.some((place) => isSameDatabase(place, there));
    };
    return connections
      .filter((each) => each.id !== id && isSame(each))
      .map(({ id: other, name }) => ({ name, isOpen: other === open }))
      .sort((one, other) => Number(other.isOpen) - Number(one.isOpen));
  };

  /** Each works on the kept connections and on their secrets: two at once would each leave half of their own. */
  const changingBook = <Result>(work: () => Promise<Result>) => turns.after('book', work);

  return {
    status: async () => database.state,
    async list() {
      const { connections, ...rest } = await marks.known();
      const needsReopening = database.isLive && !rest.isFixed && !book.isOpenAsSaved;
      return { connections: [...connections], ...rest, needsReopening };
    },

    save: ({ id, fields, secrets, acceptedRisks }, call) =>
      changingBook(async () => {
        await requireChoice();
        requireSound(fields, acceptedRisks);
        const known = await marks.known();
        requireOwnName(fields.name, id, known.connections);
        requireSameCopy({ id, fields, isBeingMade: id !== undefined && id === given.copyingTo() }, known);
        const by = byName(call);
        const saved = await told(() =>
          book.save({
            ...{ id, fields, secrets },
            acceptedRisks: risksOf(fields).map((risk) => ({ risk, by, at: call.now })),
          }),
        );
        if (!saved) throw notFound();
        const taken = risksOf(fields).map((risk) => labelOf(risk));
        const risks = taken.length > 0 ? `: risks confirmed: ${taken.join(', ')}` : '';
        note(call, 'save', `${saved.name}${risks}`);
        return saved;
      }),

    async test({ id, fields, secrets, acceptedRisks }, call) {
      requireSound(fields, acceptedRisks);
      const tested = await tried(() => book.addressOf({ id, fields, secrets }), call.signal);
      if (tested.kind === 'failed' || !tested.server) return tested;
      const sameAs = await sameAsOf(id, fields, tested.server);
      return { kind: 'good', server: { ...tested.server, ...(sameAs.length > 0 && { sameAs }) } };
    },

    use: ({ id, takesLess = false, besideOthers = false }, call) =>
      turns.after('connection', async () => {
        await requireChoice();
        if (given.copyingTo() !== undefined)
          throw invalid(['id'], 'A copy of this database is being made. Stop it first.');
        const { name } = await find(id);
        const before = (await book.list()).open;
        // This computer has no server to ask before it is started: opening it is the test.
        const outcome = await tried(() => book.savedAddress(id), call.signal);
        const isOpen = id === before && database.isLive && book.isOpenAsSaved;
        if (outcome.kind === 'failed' || isOpen) return outcome;
        const copyOf = outcome.server?.unfinishedCopyOf;
        if (copyOf !== undefined) return failedBy(unfinishedCopy(copyOf));
        const { strangers } = outcome.server ?? {};
        if (strangers && !besideOthers) return failedBy(notEmpty(strangers));
        const { state } = database;
        const isKnownToLack = id === before && state.kind === 'live' && state.standsAlone === true;
        if (outcome.server?.kind === 'standalone' && !takesLess && !isKnownToLack)
          return failedBy(standsAlone());
        note(call, 'use', name);
        await marks.keep();
        await trail.flush();
        try {
          await database.changeTo(async () => {
            await book.choose(id);
            // While none is open: nobody is in the next one by having been in the one before.
            given.signEverybodyOut();
          });
          return outcome;
        } catch (error) {
          // Back to what worked: nobody is left in front of a closed door by somebody's try.
          await database.changeTo(() => book.choose(before)).catch(() => undefined);
          const failed = failedBy(error);
          note(call, 'use', `${name}: ${failed.message}`, 'refused');
          return failed;
        }
      }),

    forget: ({ id }, call) =>
      changingBook(async () => {
        await requireChoice();
        const { name } = await find(id);
        if (id === thisComputerId)
          throw invalid(['id'], 'The database of this computer cannot be forgotten.');
        if ((await book.list()).open === id)
          throw invalid(['id'], 'This connection is open. Open another one first.');
        if (id === given.copyingTo())
          throw invalid(['id'], 'A copy is being made there. Wait until it is whole, or stop it first.');
        await told(() => book.forget(id));
        note(call, 'forget', name);
        return {};
      }),
  };
}

const testLimitMs = 20_000;

const notEmpty = (strangers: Strangers) => {
  const { message, remedy } = strangerWords(strangers);
  return new StartFailure('notEmpty', message, remedy);
};

const standsAlone = () =>
  new StartFailure(
    'standsAlone',
    'Some things cannot be saved on this server.',
    'It stands alone (it is no replica set). Open it only when that is known.',
  );

const labelOf = (risk: ConnectionRisk) => connectionRisks.find(({ value }) => value === risk)?.label ?? risk;

/** Refuses fields that cannot be right, and risks that nobody confirmed. */
function requireSound(fields: ConnectionFields, accepted: readonly ConnectionRisk[]): void {
  const problems = problemsOf(fields).map(({ path, message }) => ({ path: ['fields', ...path], message }));
  if (problems.length > 0) throw invalidAt(problems);
  const open = risksOf(fields).filter((risk) => !accepted.includes(risk));
  if (open.length > 0)
    throw invalid(['acceptedRisks'], `Confirm first: ${open.map((risk) => labelOf(risk)).join(', ')}.`);
}

/** Refuses a name under which people know another connection: they choose by it. */
function requireOwnName(name: string, id: string | undefined, others: readonly SavedConnection[]): void {
  const same = others.find((each) => each.id !== id && fold(each.name) === fold(name));
  if (same) throw invalid(['fields', 'name'], `Another connection is called "${same.name}"`);
}

/** Work on the kept connections whose failure a person can mend: refused with its words. */
async function told<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { path = [], message, remedy } = failedBy(error);
    throw invalid(path, `${message} ${remedy}`);
  }
}

/** What becomes of work that can fail in words. */
async function outcomeOf(work: () => Promise<{ server: ProbedServer } | null>): Promise<Tried> {
  try {
    return { kind: 'good', ...(await work()) };
  } catch (error) {
    return failedBy(error);
  }
}

type Tried = Failed | { readonly kind: 'good'; readonly server?: ProbedServer };
type Failed = Extract<ConnectionOutcome, { kind: 'failed' }>;

/** A failure in words; throws what has none. */
function failedBy(error: unknown): Failed {
  if (!(error instanceof StartFailure)) throw error;
  const { reason, message, remedy, path, setName } = error;
  return { kind: 'failed', reason, message, remedy, setName, ...(path && { path: inputPath(path) }) };
}

/** Where a field stands in the input: secrets beside the fields. */
const inputPath = (path: readonly (string | number)[]) =>
  path[0] === 'password' || path[0] === 'keyPassphrase' ? ['secrets', ...path] : ['fields', ...path];
