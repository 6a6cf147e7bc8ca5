import { createHash, randomUUID } from 'node:crypto';
import { link, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { writeFileAtomically } from './atomic-file';
import { errorCode, isMissing, startFailureOfFile } from './file-failure';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-table';

/** How a second start reaches the first: a port on 127.0.0.1 and the secret that it must show there. */
export type ControlAddress = { readonly port: number; readonly secret: string };

export type InstanceLockResult =
  | { readonly kind: 'held'; readonly lock: InstanceLock }
  /** `control` is null while the first is still starting. */
  | {
      readonly kind: 'taken';
      readonly by: { readonly pid: number; readonly control: ControlAddress | null };
    };

export interface InstanceLock {
  /** Makes the control address readable for a second start. */
  announce(control: ControlAddress): Promise<void>;
  /** Gives the data folder free. Safe to call twice. */
  release(): Promise<void>;
}

const lockSchema = z.object({
  /** Random: tells this lock from every other that ever stood in the same place. */
  id: z.string().min(1),
  pid: z.int().positive(),
  mark: z.string().nullable(),
  bornAt: z.number(),
  control: z.object({ port: z.int(), secret: z.string() }).nullable(),
  /** The folder that is locked: a lock that was copied with its folder says of another one. */
  folder: z.object({ path: z.string(), file: z.string() }).optional(),
});
type LockText = z.infer<typeof lockSchema>;

/**
 * Takes the lock of a data folder, or tells who holds it. A lock whose process is gone is taken over, and so is one that came
 * here as a copy of another folder, whose desk may run.
 * Rejects with `StartFailure` when the folder cannot be written.
 */
export async function takeInstanceLock(path: string): Promise<InstanceLockResult> {
  try {
    const folder = await identityOfFolder(dirname(path));
    const mine: LockText = { id: randomUUID(), ...(await ownIdentity()), control: null, folder };
    const holder = await acquire(path, mine);
    return holder === null
      ? { kind: 'held', lock: heldLock(path, mine) }
      : { kind: 'taken', by: { pid: holder.pid, control: holder.control } };
  } catch (error) {
    throw startFailureOfFile(error, dirname(path));
  }
}

const POLL_MS = 20;

/**
 * Puts `mine` at `path`; resolves with null, or with the live holder's lock.
 *
 * Only a stale lock is ever replaced, and only by whoever holds the guard that is named after that one lock, so
 * two who both found it stale cannot remove each other's new one. The guard is such a lock itself: if its holder
 * dies, it is taken over in the same way.
 */
async function acquire(path: string, mine: LockText): Promise<LockText | null> {
  for (;;) {
    if (await placeNew(path, mine)) return null;
    const found = await readLock(path);
    if (found === null) continue;
    if (found.lock && !isOfAnother(found.lock, mine) && (await isRunning(identityOf(found.lock))))
      return found.lock;
    const guard = `${path}.${found.id}`;
    if ((await acquire(guard, { ...mine, id: randomUUID() })) !== null) {
      // Another start is replacing this stale lock at this moment.
      await pause(POLL_MS);
      continue;
    }
    try {
      const still = await readLock(path);
      if (still?.id !== found.id) continue;
      await writeFileAtomically(path, JSON.stringify(mine));
      return null;
    } finally {
      await rm(guard, { force: true });
    }
  }
}

const identityOf = ({ pid, mark, bornAt }: LockText): ProcessIdentity => ({ pid, mark, bornAt });

async function identityOfFolder(path: string): Promise<{ path: string; file: string }> {
  const { dev, ino } = await stat(path, { bigint: true });
  return { path: await realpath(path), file: `${dev}/${ino}` };
}

/**
 * A moved folder keeps its file number and one that is mounted anew its path: only what differs in both is another one. An
 * earlier version of this app wrote neither.
 */
const isOfAnother = ({ folder }: LockText, mine: LockText): boolean =>
  folder !== undefined && folder.path !== mine.folder?.path && folder.file !== mine.folder?.file;

/** Creates the lock, complete from its first moment, if there is none. */
async function placeNew(path: string, mine: LockText): Promise<boolean> {
  const text = JSON.stringify(mine);
  const candidate = `${path}.${mine.id}.new`;
  await writeFile(candidate, text, { flag: 'wx', mode: 0o600 });
  try {
    await link(candidate, path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    // No hard links on this disk (FAT, some network drives).
    if (
      code === 'EPERM' ||
      code === 'ENOTSUP' ||
      code === 'EOPNOTSUPP' ||
      code === 'ENOSYS' ||
      code === 'EMLINK'
    ) {
      return await createExclusively(path, text);
    }
    throw error;
  } finally {
    await rm(candidate, { force: true });
  }
}

async function createExclusively(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

type FoundLock = { id: string; lock: LockText | null };

/** `lock` is null for a file that no start of ours wrote whole; its id is then made of its content. */
async function readLock(path: string): Promise<FoundLock | null> {
  // Where there are no hard links a new lock is empty for a moment.
  for (let patience = 25; ; patience -= 1) {
    const text = await readText(path);
    if (text === null) return null;
    const lock = parseLock(text);
    if (lock) return { id: lock.id, lock };
    if (patience === 0)
      return { id: createHash('sha256').update(text).digest('hex').slice(0, 32), lock: null };
    await pause(POLL_MS);
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function parseLock(text: string): LockText | null {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function heldLock(path: string, mine: LockText): InstanceLock {
  const isStillMine = async () => (await readLock(path))?.id === mine.id;
  return {
    announce: async (control) => {
      if (await isStillMine()) await writeFileAtomically(path, JSON.stringify({ ...mine, control }));
    },
    release: async () => {
      if (!(await isStillMine())) return;
      // Renamed first, so that a start which reads in this moment finds all of it or nothing.
      const gone = `${path}.${mine.id}.gone`;
      await rename(path, gone);
      await rm(gone, { force: true });
    },
  };
}
