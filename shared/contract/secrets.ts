import { z } from 'zod';
import { base } from './base';

const status = z.object({
  /** Where secrets are kept now; `undecided` while the vault or the keychain is locked. */
  place: z.enum(['keychain', 'vault', 'nowhere', 'undecided']),
  /** The place in words, as in "the keychain of this computer"; absent where there is none. */
  words: z.string().optional(),
  keychain: z.enum(['works', 'locked', 'absent']),
  vault: z.enum(['none', 'locked', 'open', 'unreadable']),
  /** How many passwords lie in a file that an older version wrote without protection. */
  unprotected: z.number().int(),
  /** After too many wrong passphrases: no earlier than this. */
  tryAgainAt: z.date().optional(),
});
/** How this computer keeps passwords of databases. Tells no secret. */
export type SecretsStatus = z.infer<typeof status>;

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), status }),
  z.object({
    kind: z.literal('failed'),
    /** One of `SecretFailureReason`; for programs, people read the words. */
    reason: z.string(),
    message: z.string(),
    remedy: z.string(),
  }),
]);
/** What became of a doing with the vault. A wrong or weak passphrase is INVALID at its field instead. */
export type SecretsOutcome = z.infer<typeof outcome>;

const passphrase = z.string().min(1, 'Fill this in').max(1_000, 'At most 1000 characters');
const choose = { access: { kind: 'connections' }, withoutDatabase: true } as const;

/**
 * The passphrase vault, for computers without a keychain. Who may: as with `connections`. Passphrases go in and never come
 * out. After three wrong ones the next is refused (INVALID at its field) for a while that doubles, up to a minute.
 */
export const secrets = {
  status: base
    .meta({ access: { kind: 'public' }, withoutDatabase: true })
    .route({ method: 'GET', path: '/secrets' })
    .output(status),
  /** Makes a vault. INVALID for a passphrase that is too weak, where there is a vault, and where the keychain works. */
  createVault: base
    .meta(choose)
    .route({ method: 'POST', path: '/secrets/vault' })
    .input(z.strictObject({ passphrase }))
    .output(outcome),
  /** Opens the vault, and then the database that waited for it. INVALID for a wrong passphrase, and where there is no vault. */
  unlock: base
    .meta(choose)
    .route({ method: 'POST', path: '/secrets/unlock' })
    .input(z.strictObject({ passphrase }))
    .output(outcome),
  /** Of an open vault. INVALID for a wrong present passphrase and for a weak new one: the old one stays. */
  changePassphrase: base
    .meta(choose)
    .route({ method: 'POST', path: '/secrets/passphrase' })
    .input(z.strictObject({ passphrase, newPassphrase: passphrase }))
    .output(outcome),
  /**
   * For a vault whose passphrase nobody knows: puts it aside, as a file that stays sealed, and makes a new one. The records
   * stay; passwords of other servers have to be typed once more. INVALID where there is none, and for one that is open.
   */
  startAnew: base
    .meta(choose)
    .route({ method: 'POST', path: '/secrets/vault/anew' })
    .input(z.strictObject({ passphrase }))
    .output(outcome),
  /** Looks for the keychain again and opens the database that waits for it. */
  tryAgain: base.meta(choose).route({ method: 'POST', path: '/secrets/try-again' }).output(outcome),
};
