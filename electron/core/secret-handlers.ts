import type { procedures, SecretsOutcome } from '../../shared/contract';
import { passphraseProblem } from '../../shared/rules/passphrases';
import type { Call } from './call';
import type { DatabaseLife } from './database-life';
import { OneAtATime } from './one-at-a-time';
import type { SecretKeeping } from './ports/secret-keeping';
import { StartFailure } from './ports/start-failure';
import { invalid } from './refusal';
import type { HandlersOf } from './router';
import type { Trail } from './trail';
import { WrongTries } from './wrong-tries';

type Given = { readonly keeping: SecretKeeping; readonly database: DatabaseLife; readonly trail: Trail };

const wrong = 'This is not the passphrase of the vault.';
const noVault = 'There is no vault on this computer.';

/** The passphrase vault. One doing after another: a passphrase that is being tried cannot be tried a second time meanwhile. */
export function secretHandlers({
  keeping,
  database,
  trail,
}: Given): HandlersOf<(typeof procedures)['secrets']> {
  const turns = new OneAtATime();
  const tries = new WrongTries();
  const note = (call: Call, action: string, outcome: 'done' | 'refused' = 'done') =>
    trail.note({
      at: call.now,
      ...(call.person && { user: call.person.userId, userName: call.person.displayName }),
      ...{ device: call.session.device, action, entity: 'secrets', outcome },
    });
  const statusAt = async (now: Date) => {
    const tryAgainAt = tries.tryAgainAt(now);
    return { ...(await keeping.status()), ...(tryAgainAt && { tryAgainAt }) };
  };

  /** Does it, and then opens the database, if it waited for a secret. */
  const doing = (call: Call, action: string | null, work: () => Promise<unknown>): Promise<SecretsOutcome> =>
    turns.after('secrets', async () => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof StartFailure)) throw error;
        const { reason, message, remedy } = error;
        return { kind: 'failed', reason, message, remedy };
      }
      if (action !== null) note(call, action);
      if (database.state.kind === 'failed') void database.start().catch(() => undefined);
      return { kind: 'done', status: await statusAt(call.now) };
    });
  /** A passphrase that is there already; wrong ones are counted, and slow down the next. */
  const requireRight = async (call: Call, action: string, isRight: () => Promise<boolean>) => {
    const tryAgainAt = tries.tryAgainAt(call.now);
    if (tryAgainAt) {
      const seconds = Math.ceil((tryAgainAt.getTime() - call.now.getTime()) / 1000);
      throw invalid(['passphrase'], `Too many wrong passphrases. Try again in ${seconds} s.`);
    }
    if (await isRight()) return tries.forget();
    tries.note(call.now);
    note(call, action, 'refused');
    throw invalid(['passphrase'], wrong);
  };
  const requireGood = (name: 'passphrase' | 'newPassphrase', passphrase: string) => {
    const problem = passphraseProblem(passphrase);
    if (problem) throw invalid([name], problem);
  };

  return {
    status: (_input, call) => statusAt(call.now),
    tryAgain: (_input, call) => doing(call, null, () => keeping.lookAgain()),

    createVault: ({ passphrase }, call) =>
      doing(call, 'createVault', async () => {
        requireGood('passphrase', passphrase);
        const became = await keeping.createVault(passphrase);
        if (became === 'keychainWorks')
          throw invalid(['passphrase'], 'The keychain of this computer works, so no vault is needed.');
        if (became === 'thereAlready')
          throw invalid(['passphrase'], 'There is a vault already. Open it instead.');
      }),

    unlock: ({ passphrase }, call) =>
      doing(call, 'unlock', () =>
        requireRight(call, 'unlock', async () => {
          const became = await keeping.unlock(passphrase);
          if (became === 'noVault') throw invalid(['passphrase'], noVault);
          return became === 'open';
        }),
      ),

    changePassphrase: ({ passphrase, newPassphrase }, call) =>
      doing(call, 'changePassphrase', async () => {
        requireGood('newPassphrase', newPassphrase);
        await requireRight(call, 'changePassphrase', async () => {
          const became = await keeping.changePassphrase(passphrase, newPassphrase);
          if (became === 'noVault') throw invalid(['passphrase'], 'There is no open vault on this computer.');
          return became === 'changed';
        });
      }),

    startAnew: ({ passphrase }, call) =>
      doing(call, 'startAnew', async () => {
        requireGood('passphrase', passphrase);
        const became = await keeping.startAnew(passphrase);
        if (became === 'noVault') throw invalid(['passphrase'], noVault);
        if (became === 'isOpen')
          throw invalid(['passphrase'], 'The vault is open. Change its passphrase instead.');
        tries.forget();
      }),
  };
}
