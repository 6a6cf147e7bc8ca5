import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { FileCopy } from '../core/ports/local-database';
import { BackupFailure } from '../core/ports/backup-folder';
import { syncFolder, writeFileAtomically } from './atomic-file';
import { inBackupWords, reserveName } from './backup-folder';
import { PARTIAL } from './backup-writer';
import { freeBytes, SPACE_LIMITS } from './disk-space';

const FORMAT = 'clinic-desk-database-files';
const MANIFEST = 'manifest.json';

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  version: z.string().optional(),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});

export type FileCopyOrder = {
  /** The files of the database, which must stand still. */
  readonly database: string;
  /** Without it nobody can open the copy. */
  readonly keyFile: string;
  /** Where copies are put. */
  readonly backups: string;
  readonly name: string;
  readonly version?: string | undefined;
  readonly onProgress: (sentence: string) => void;
  readonly now?: () => Date;
};

/**
 * Copies the files of a database into a folder of its own, reads every one of them back and compares it with what was read
 * from the original, and only then gives the folder its name. Rejects with `BackupFailure`; nothing is left of it then.
 */
export function copyDatabaseFiles(order: FileCopyOrder): Promise<FileCopy> {
  const { database, keyFile, backups, name, version, onProgress, now = () => new Date() } = order;
  return inBackupWords(backups, async () => {
    const sources = [
      ...(await filesIn(database)).map((path) => ({ path, to: join('database', relative(database, path)) })),
      { path: keyFile, to: 'database.key' },
    ];
    const sizes = await Promise.all(sources.map(async ({ path }) => (await stat(path)).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if ((await freeBytes(backups)) < bytes + SPACE_LIMITS.warnBelow) throw noRoom(backups, bytes);
    const path = join(backups, await reserveName(backups, name));
    const partial = path + PARTIAL;
    try {
      const files: z.infer<typeof manifestSchema>['files'] = [];
      let done = 0;
      for (const [index, { path: from, to }] of sources.entries()) {
        onProgress(`Copying the database, ${percent(done, bytes)} %`);
        files.push({ path: to.split(sep).join('/'), ...(await copyFile(from, join(partial, to))) });
        done += sizes[index] ?? 0;
      }
      await compare(partial, files, onProgress);
      const at = now();
      const manifest = { format: FORMAT, at: at.toISOString(), ...(version && { version }), files };
      await writeFileAtomically(join(partial, 'READ ME.txt'), readMe);
      await writeFileAtomically(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
      await rename(partial, path);
      await syncFolder(backups);
      return copyOf(path, { at: manifest.at, version, files });
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
  });
}

/** The copies of files in a folder, newest first; what is none is left out. */
export async function fileCopiesIn(backups: string): Promise<FileCopy[]> {
  const names = await readdir(backups).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(backups, name, MANIFEST), 'utf8').catch(() => null);
      const parsed = text === null ? null : manifestSchema.safeParse(asJson(text));
      return parsed?.success ? copyOf(join(backups, name), parsed.data) : null;
    }),
  );
  return found.filter((each) => each !== null).sort((one, other) => other.at.getTime() - one.at.getTime());
}

const copyOf = (
  path: string,
  { at, version, files }: Omit<z.infer<typeof manifestSchema>, 'format'>,
): FileCopy => ({
  ...{ name: path.slice(dirname(path).length + 1), path, at: new Date(at), version },
  ...{ files: files.length, bytes: files.reduce((sum, each) => sum + each.bytes, 0) },
});

/** Copies one file to the disk and tells what was read. */
async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  const file = await open(to, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const piece of createReadStream(from, { highWaterMark: 1 << 20 })) {
      if (!(piece instanceof Buffer)) throw new TypeError('A file was read as text');
      hash.update(piece);
      bytes += piece.length;
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function compare(
  folder: string,
  files: z.infer<typeof manifestSchema>['files'],
  onProgress: (sentence: string) => void,
): Promise<void> {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const { path, bytes, sha256 } of files) {
    onProgress(`Comparing the copy, ${percent(done, all)} %`);
    const hash = createHash('sha256');
    for await (const piece of createReadStream(join(folder, path), { highWaterMark: 1 << 20 }))
      hash.update(piece);
    if (hash.digest('hex') !== sha256)
      throw new BackupFailure(
        'unknown',
        `The copy of ${path} is not what was read.`,
        'The disk may be failing: copy to another one. The database is unchanged.',
      );
    done += bytes;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const percent = (done: number, all: number) => Math.floor((100 * done) / Math.max(all, 1));

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const MB = 1_000_000;
const noRoom = (backups: string, bytes: number) =>
  new BackupFailure(
    'diskFull',
    `The copy needs ${Math.ceil(bytes / MB)} MB, which are not free in ${backups}.`,
    'Free some space on this disk and try again. The database is unchanged.',
  );

const readMe = `A copy of the database of Clinic Desk, made while it stood still.

To use it: close Clinic Desk, put the folder "database" and the file "database.key" of this copy in place of those in the
data folder, and start Clinic Desk. It needs the same version of MongoDB or the next one; manifest.json names the version
and the SHA-256 of each file. Whoever has this folder can read the records: keep it where only you can.
`;
