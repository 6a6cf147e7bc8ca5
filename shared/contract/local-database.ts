import { z } from 'zod';
import { base } from './base';

const choose = { access: { kind: 'connections' }, withoutDatabase: true } as const;

const fileCopy = z.object({
  name: z.string(),
  /** The folder of the copy. */
  path: z.string(),
  at: z.date(),
  files: z.number().int(),
  bytes: z.number(),
  /** Of the server that had written the files, as in "6.0.5". */
  version: z.string().optional(),
});
/** A copy of the files of the database of this computer. */
export type DatabaseFileCopy = z.infer<typeof fileCopy>;

const state = z.object({
  /** It is the database that is open now. */
  isOpen: z.boolean(),
  /** Absent while it does not run. */
  server: z
    .object({
      /** As in "6.0.5". */
      version: z.string(),
      /** The version whose files it writes (MongoDB's `featureCompatibilityVersion`), as in "6.0". */
      compatibility: z.string(),
      /** The newest version whose files it can write, when that is another one. */
      canUpgradeTo: z.string().optional(),
    })
    .optional(),
  /** Where its files are. */
  folder: z.string(),
  /** Where copies of them are put. */
  backups: z.string(),
  bytes: z.number(),
  freeBytes: z.number(),
  /** `full`: soon nothing can be saved any more. */
  space: z.enum(['enough', 'low', 'full']),
  /** When it had not been stopped cleanly and put itself right, newest first. */
  recoveries: z.array(z.object({ at: z.date(), milliseconds: z.number() })),
  /** Newest first. */
  copies: z.array(fileCopy),
});
/** The database that this app keeps on this computer, as files and as a server. */
export type LocalDatabaseStatus = z.infer<typeof state>;

/**
 * Care of the database on this computer; the same people as for `connections`. What cannot be done is told with INVALID, in
 * words; UNAVAILABLE while another such work is under way.
 */
export const localDatabase = {
  status: base.meta(choose).route({ method: 'GET', path: '/local-database' }).output(state),
  /**
   * Stops the database, copies its files and compares the copy with them, and starts it again. Meanwhile nobody can work,
   * and the state of the database says how far it is. A copy that fails leaves nothing.
   */
  copy: base
    .meta(choose)
    .route({ method: 'POST', path: '/local-database/copy' })
    .output(z.object({ copy: fileCopy })),
  /**
   * Makes a copy as `copy` does, and then lets the server write files of its own version (`canUpgradeTo`), which an older
   * server cannot read. INVALID at `to` for any other version.
   */
  upgrade: base
    .meta(choose)
    .route({ method: 'POST', path: '/local-database/upgrade' })
    .input(z.strictObject({ to: z.string().max(20) }))
    .output(z.object({ copy: fileCopy, compatibility: z.string() })),
  /** Shows the folder of the data or of the copies on the screen of this computer. `isShown` is false where there is none. */
  reveal: base
    .meta(choose)
    .route({ method: 'POST', path: '/local-database/reveal' })
    .input(z.strictObject({ what: z.enum(['data', 'copies']) }))
    .output(z.object({ isShown: z.boolean() })),
};
