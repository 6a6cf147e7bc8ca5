import type {
  AnyContractProcedure,
  AnyContractRouter,
  ContractProcedure,
  InferSchemaInput,
  InferSchemaOutput,
} from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import { type AnyRouter, implement } from '@orpc/server';
import type { Access, ProcedureMeta } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { hasDuty, may } from '../../shared/rules/permissions';
import { readingRecords } from '../../shared/rules/readings/access';
import type { Call } from './call';
import { Unavailable } from './ports/records';
import { Refusal } from './refusal';
import { type HostContext, type SendingDevice, type Session, type SignedInPerson, signInto } from './session';
import { toContractError } from './to-contract-error';

/** What a handler of one procedure looks like; mapped over a whole contract. */
export type HandlersOf<C> = {
  [K in keyof C]: C[K] extends ContractProcedure<infer I, infer O, infer _Errors, infer _Meta>
    ? (input: InferSchemaOutput<I>, call: Call) => Promise<InferSchemaInput<O>>
    : HandlersOf<C[K]>;
};

/** Handlers by path, as the assembly walks them. */
export type AnyHandlers = {
  readonly [key: string]: AnyHandlers | ((input: never, call: Call) => Promise<unknown>);
};

/** What the one gate needs to know of the rest of the core. */
export type Gate = {
  readonly table: EntityTable;
  readonly clock: () => Date;
  readonly isLive: () => boolean;
  /** Who is signed in to a session as of now, or null. */
  readonly personIn: (session: Session) => Promise<SignedInPerson | null>;
  /** True while nobody could sign in as administrator yet. */
  readonly isWithoutAdministrator: () => Promise<boolean>;
  /** The device whose token a session shows, or null when it is not good. */
  readonly senderIn: (session: Session) => Promise<SendingDevice | null>;
  /** Keeps a refusal for the audit. */
  readonly noteRefusal: (person: SignedInPerson, device: string, procedure: string, at: Date) => void;
  /** Logs an unexpected error and returns the reference number that the caller is told. */
  readonly logUnexpected: (error: unknown, procedure: string) => string;
};

/**
 * Joins a contract and its handlers into a router. Every procedure passes the same gate, in this order:
 * sign-in state → permission → validation → work → error translation. It is built here and nowhere else,
 * so no procedure can go round it; one whose contract does not say who may call it is refused to everyone.
 */
export function assemble(contract: AnyContractRouter, handlers: AnyHandlers, gate: Gate): AnyRouter {
  return join(contract, handlers, gate, []);
}

function join(
  contract: AnyContractRouter,
  handlers: AnyHandlers[string] | undefined,
  gate: Gate,
  path: string[],
): AnyRouter {
  if (isContractProcedure(contract)) {
    if (typeof handlers !== 'function') throw new Error(`No handler for ${path.join('.')}`);
    return guarded(contract, handlers, gate, path.join('.'));
  }
  if (typeof handlers === 'function')
    throw new Error(`A handler stands where ${path.join('.')} has procedures`);
  for (const name of Object.keys(handlers ?? {})) {
    if (!(name in contract)) throw new Error(`A handler without a contract: ${[...path, name].join('.')}`);
  }
  const joined = Object.entries(contract).map(([name, part]) => [
    name,
    join(part, handlers?.[name], gate, [...path, name]),
  ]);
  return Object.fromEntries(joined);
}

/** Validation runs after the gate's one middleware, so that who may not call learns nothing and its errors are translated too. */
const inputAndOutputInsideTheGate = { initialInputValidationIndex: 1, initialOutputValidationIndex: 1 };

function guarded(
  contract: AnyContractProcedure,
  handler: (input: never, call: Call) => Promise<unknown>,
  gate: Gate,
  procedure: string,
): AnyRouter {
  const meta: ProcedureMeta = contract['~orpc'].meta;
  return implement(contract, inputAndOutputInsideTheGate)
    .$context<HostContext & { call?: Call }>()
    .use(async ({ context, next, signal }) => {
      let person: SignedInPerson | null = null;
      try {
        const sender = await admitDevice(meta, context, gate);
        if (!sender) person = await admit(meta, context, gate, procedure);
        const who = sender ? { person, sender } : { person };
        const call: Call = { session: context.session, ...who, now: gate.clock(), signal };
        return await next({ context: { call } });
      } catch (error) {
        if (person && isDenial(error))
          gate.noteRefusal(person, context.session.device, procedure, gate.clock());
        throw toContractError(error, (unexpected) => gate.logUnexpected(unexpected, procedure));
      }
    })
    .handler(async ({ input, context }) => {
      if (!context.call) throw new Error('The gate was not passed');
      // The contract has validated the input that this handler was declared for.
      return handler(input as never, context.call);
    });
}

/** What somebody who was let in was refused for who they are; who is not let in is noted by the gate itself. */
const isDenial = (error: unknown): boolean =>
  error instanceof Refusal && (error.code === 'FORBIDDEN' || error.isDenial);

/** The device that calls what is for devices; null for every other procedure. No sign-in stands for a token. */
async function admitDevice(
  meta: ProcedureMeta,
  { session }: HostContext,
  gate: Gate,
): Promise<SendingDevice | null> {
  if (meta.access?.kind !== 'device') return null;
  if (!gate.isLive()) throw new Unavailable('The database is not open');
  const sender = await gate.senderIn(session);
  if (!sender) throw new Refusal('UNAUTHENTICATED', undefined, 'Show a good token.');
  return sender;
}

async function admit(
  meta: ProcedureMeta,
  context: HostContext,
  gate: Gate,
  procedure: string,
): Promise<SignedInPerson | null> {
  const live = gate.isLive();
  if (!live && !meta.withoutDatabase) throw new Unavailable('The database is not open');
  const { session } = context;
  const { userId, credential } = session;
  const person = live && userId ? await gate.personIn(session) : null;
  // Shut out is signed out: being let in again later must not bring an old session back to life.
  const isAsAsked = session.userId === userId && session.credential === credential;
  if (live && userId && !person && isAsAsked) signInto(session, null);
  const isUnwatched = meta.access?.kind === 'connections' && (!live || (await gate.isWithoutAdministrator()));
  if (!isUnwatched && !isAllowed(meta.access, person, gate.table)) {
    if (!person) throw new Refusal('UNAUTHENTICATED');
    gate.noteRefusal(person, session.device, procedure, gate.clock());
    throw new Refusal('FORBIDDEN');
  }
  return person;
}

function isAllowed(access: Access | undefined, person: SignedInPerson | null, table: EntityTable): boolean {
  if (!access) return false;
  if (access.kind === 'public') return true;
  if (!person) return false;
  switch (access.kind) {
    case 'signedIn':
      return true;
    case 'duty':
      return hasDuty(person, access.duty);
    case 'entity': {
      const entity = table[access.entity];
      return entity !== undefined && may(person, access.action, entity);
    }
    case 'readings':
      return may(person, access.action, readingRecords);
    case 'connections':
      return hasDuty(person, 'manageConnections');
    case 'device':
      return false;
  }
}
