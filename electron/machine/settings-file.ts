import { randomUUID } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './atomic-file';
import { isMissing, startFailureOfFile } from './file-failure';
import { keptConnection, keptCopy, keptReturns } from './kept-connections';
import type { Log } from './log';

const settingsSchema = z.looseObject({
  /** Names the secrets of this data folder in the keychain. */
  folderId: z.uuid(),
  /** The port that the managed database keeps from start to start. */
  databasePort: z.int().min(1).max(65_535).optional(),
  /** The port of the loopback host, kept so that a browser finds the same address again. */
  webPort: z.int().min(1).max(65_535).optional(),
  /** Servers elsewhere; this computer is always known. */
  connections: z.array(keptConnection).optional(),
  /** The connection that was opened last. */
  connection: z.string().optional(),
  /** When the database of this computer was opened last. */
  thisComputerOpened: z.iso.datetime().optional(),
  /** Where the database of this computer was copied to. */
  thisComputerCopiedTo: keptCopy.optional(),
  thisComputerReturnedFrom: keptReturns.optional(),
  /** When the database of this computer had to put itself right, newest first. */
  recoveries: z.array(z.object({ at: z.iso.datetime(), milliseconds: z.int() })).optional(),
  window: z
    .object({
      /** Screen pixels; a window that was never moved has no place of its own. */
      x: z.int().optional(),
      y: z.int().optional(),
      width: z.int().positive(),
      height: z.int().positive(),
      maximised: z.boolean(),
    })
    .optional(),
});

/** Settings of this computer. Keys that a newer version wrote are kept. */
export type Settings = z.infer<typeof settingsSchema>;
export type SettingsChange = Partial<
  Pick<
    Settings,
    | 'databasePort'
    | 'webPort'
    | 'window'
    | 'connections'
    | 'connection'
    | 'thisComputerOpened'
    | 'thisComputerCopiedTo'
    | 'thisComputerReturnedFrom'
    | 'recoveries'
  >
>;

export interface SettingsFile {
  readonly current: Settings;
  /**
   * Writes the change to the disk, and is in force once it stands there; changes are written one after another. One that is made
   * of what stood there before is given as a function, so that it is made of what the change before it has written.
   */
  update(change: SettingsChange | ((current: Settings) => SettingsChange)): Promise<void>;
}

/**
 * Opens the settings of a data folder and writes the first ones. A file that cannot be understood is kept
 * beside as `settings.json.unreadable-<time>` and defaults are used, which the log says. Rejects with `StartFailure`.
 */
export async function openSettingsFile(
  path: string,
  log: Log,
  now = () => new Date(),
): Promise<SettingsFile> {
  try {
    return await openOrCreate(path, log, now);
  } catch (error) {
    throw startFailureOfFile(error, dirname(path));
  }
}

async function openOrCreate(path: string, log: Log, now: () => Date): Promise<SettingsFile> {
  const found = await readSettings(path);
  if (found.kind === 'read') return new StoredSettings(path, found.settings);
  if (found.kind === 'unreadable') {
    const aside = `${path}.unreadable-${now().toISOString().replaceAll(':', '-')}`;
    await rename(path, aside);
    log.warn({ keptAs: aside, err: found.error }, 'The settings could not be read; starting with new ones');
  }
  const settings = { folderId: randomUUID() };
  await writeSettings(path, settings);
  return new StoredSettings(path, settings);
}

type Found =
  | { kind: 'read'; settings: Settings }
  | { kind: 'missing' }
  | { kind: 'unreadable'; error: unknown };

async function readSettings(path: string): Promise<Found> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' };
    throw error;
  }
  try {
    return { kind: 'read', settings: settingsSchema.parse(JSON.parse(text)) };
  } catch (error) {
    return { kind: 'unreadable', error };
  }
}

const writeSettings = (path: string, settings: Settings) =>
  writeFileAtomically(path, `${JSON.stringify(settings, null, 2)}\n`);

class StoredSettings implements SettingsFile {
  #writing: Promise<void> = Promise.resolve();
  #current: Settings;

  constructor(
    private readonly path: string,
    written: Settings,
  ) {
    this.#current = written;
  }

  get current(): Settings {
    return this.#current;
  }

  update(change: SettingsChange | ((current: Settings) => SettingsChange)): Promise<void> {
    const write = async () => {
      const changed = typeof change === 'function' ? change(this.#current) : change;
      const next = settingsSchema.parse({ ...this.#current, ...changed });
      await writeSettings(this.path, next);
      // Not before: what could not be written would be in force until the next start, and gone then.
      this.#current = next;
    };
    // A write that failed was told to its own caller; the next one is tried all the same.
    const written = this.#writing.then(write, write);
    this.#writing = written.catch(() => undefined);
    return written;
  }
}
