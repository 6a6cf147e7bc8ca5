import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackedUpCollection, BackupWriter, FinishedBackup } from '../core/ports/backup-folder';
import { syncFolder, writeFileAtomically } from './atomic-file';

export const PARTIAL = '.partial';

export type BackupPlace = {
  /** The folder as it will be called; `<path>.partial` exists already. */
  readonly path: string;
  readonly begunAt: Date;
  readonly now: () => Date;
  /** Turns file errors into `BackupFailure`. */
  readonly inWords: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

type CollectionFile = {
  readonly file: string;
  readonly handle: FileHandle;
  readonly hash: Hash;
  count: number;
  bytes: number;
  waiting: Buffer[];
  waitingBytes: number;
  /** Blocks reach the disk in the order of their lines. */
  written: Promise<void>;
};

const BLOCK_BYTES = 256 * 1024;

/** Writes one copy into `<path>.partial` and gives the folder its name when all of it is on the disk. */
export class FolderBackupWriter implements BackupWriter {
  readonly #partial: string;
  readonly #files = new Map<string, Promise<CollectionFile>>();
  readonly #names = new Set<string>();
  #state: 'open' | 'finished' | 'aborted' = 'open';

  constructor(private readonly place: BackupPlace) {
    this.#partial = place.path + PARTIAL;
  }

  async begin(collection: string): Promise<void> {
    await this.place.inWords(() => this.#fileOf(collection));
  }

  async write(collection: string, line: string): Promise<void> {
    if (line.includes('\n')) throw new RangeError('A document of a copy is one line');
    await this.place.inWords(async () => {
      const file = await this.#fileOf(collection);
      const bytes = Buffer.from(`${line}\n`, 'utf8');
      file.count += 1;
      file.waiting.push(bytes);
      file.waitingBytes += bytes.length;
      if (file.waitingBytes >= BLOCK_BYTES) await writeOut(file);
    });
  }

  finish(): Promise<FinishedBackup> {
    return this.place.inWords(async () => {
      this.#expectOpen();
      const collections: BackedUpCollection[] = [];
      for (const [collection, opening] of this.#files)
        collections.push(await complete(collection, await opening));
      const manifest = {
        format: 'clinic-desk-plain-copy',
        version: 1,
        begunAt: this.place.begunAt.toISOString(),
        finishedAt: this.place.now().toISOString(),
        collections,
      };
      await writeFileAtomically(
        join(this.#partial, 'manifest.json'),
        `${JSON.stringify(manifest, null, 2)}\n`,
      );
      await rename(this.#partial, this.place.path);
      this.#state = 'finished';
      await syncFolder(dirname(this.place.path));
      return { path: this.place.path, collections };
    });
  }

  async abort(): Promise<void> {
    if (this.#state === 'finished') return;
    this.#state = 'aborted';
    for (const opening of this.#files.values()) await discard(opening);
    this.#files.clear();
    await this.place.inWords(() => rm(this.#partial, { recursive: true, force: true }));
  }

  #fileOf(collection: string): Promise<CollectionFile> {
    this.#expectOpen();
    const present = this.#files.get(collection);
    if (present) return present;
    const file = this.#freeFileName(collection);
    const opening = openFile(join(this.#partial, file), file);
    this.#files.set(collection, opening);
    return opening;
  }

  /** Disks that do not tell capitals apart would give "Users" and "users" one file. */
  #freeFileName(collection: string): string {
    const stem = fileStemOf(collection);
    let name = stem;
    for (let number = 2; this.#names.has(name.toLowerCase()); number += 1) name = `${stem}~${number}`;
    this.#names.add(name.toLowerCase());
    return `${name}.jsonl`;
  }

  #expectOpen(): void {
    if (this.#state !== 'open') throw new Error(`This copy is ${this.#state}`);
  }
}

async function openFile(path: string, file: string): Promise<CollectionFile> {
  const handle = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  return { file, handle, hash, count: 0, bytes: 0, waiting: [], waitingBytes: 0, written: Promise.resolve() };
}

function writeOut(file: CollectionFile): Promise<void> {
  const block = Buffer.concat(file.waiting, file.waitingBytes);
  file.waiting = [];
  file.waitingBytes = 0;
  file.bytes += block.length;
  file.hash.update(block);
  file.written = file.written.then(() => file.handle.writeFile(block));
  return file.written;
}

async function complete(collection: string, file: CollectionFile): Promise<BackedUpCollection> {
  await writeOut(file);
  await file.handle.sync();
  await file.handle.close();
  return {
    collection,
    file: file.file,
    count: file.count,
    bytes: file.bytes,
    sha256: file.hash.digest('hex'),
  };
}

/** Whatever went wrong with this file was told when it was written to. */
async function discard(opening: Promise<CollectionFile>): Promise<void> {
  try {
    const file = await opening;
    await file.written.catch(() => undefined);
    await file.handle.close();
  } catch {
    // It was never opened, or is closed already.
  }
}

/** Any collection name as a file name that every system takes (Windows keeps some names for devices). */
function fileStemOf(collection: string): string {
  const stem = collection.replaceAll(/[^\w.-]/g, '_').slice(0, 100);
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|^\./i.test(stem) ? `_${stem}` : stem;
}
