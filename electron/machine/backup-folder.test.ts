import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BackupWriter } from '../core/ports/backup-folder';
import { openBackupFolder } from './backup-folder';
import { copyDatabaseFiles } from './file-copy';
import { mountSmallDisk } from './testing/small-disk';
import { temporaryFolder } from './testing/temporary-folder';

const now = () => new Date('2026-11-23T08:30:00Z');
const place = async () => join(await temporaryFolder(), 'backups');

describe('a plain copy of the database', () => {
  it('is a file of one document a line for each collection, with counts and checksums', async () => {
    const backups = await place();
    const writer = await (await openBackupFolder(backups, now)).createWriter('before-adoption');
    await writer.write('users', '{"username":"ana"}');
    await writer.write('users', '{"username":"bo “ß”"}');
    await writer.write('doctors', '{"firstname":"Lee"}');
    await writer.begin('clinics');
    const finished = await writer.finish();

    expect(finished.path).toBe(join(backups, 'before-adoption'));
    expect((await readdir(finished.path)).sort()).toEqual([
      'clinics.jsonl',
      'doctors.jsonl',
      'manifest.json',
      'users.jsonl',
    ]);
    const users = await readFile(join(finished.path, 'users.jsonl'), 'utf8');
    expect(users).toBe('{"username":"ana"}\n{"username":"bo “ß”"}\n');
    expect(JSON.parse(await readFile(join(finished.path, 'manifest.json'), 'utf8'))).toEqual({
      format: 'clinic-desk-plain-copy',
      version: 1,
      begunAt: '2026-11-23T08:30:00.000Z',
      finishedAt: '2026-11-23T08:30:00.000Z',
      collections: finished.collections,
    });
    expect(finished.collections).toEqual([
      {
        collection: 'users',
        file: 'users.jsonl',
        count: 2,
        bytes: Buffer.byteLength(users),
        sha256: createHash('sha256').update(users).digest('hex'),
      },
      expect.objectContaining({ collection: 'doctors', count: 1 }),
      expect.objectContaining({ collection: 'clinics', count: 0, bytes: 0 }),
    ]);
  });

  it('keeps a large collection in order, whoever waits for what', async () => {
    const writer = await (await openBackupFolder(await place())).createWriter('large');
    const lines = Array.from({ length: 20_000 }, (_, step) =>
      JSON.stringify({ step, text: 'x'.repeat(100) }),
    );
    await Promise.all(lines.map((line) => writer.write('visits', line)));
    const { path, collections } = await writer.finish();
    const text = await readFile(join(path, 'visits.jsonl'), 'utf8');
    expect(text).toBe(`${lines.join('\n')}\n`);
    expect(collections[0]).toMatchObject({
      count: 20_000,
      sha256: createHash('sha256').update(text).digest('hex'),
    });
  });

  it('is not there under its name before it is finished', async () => {
    const backups = await place();
    const writer = await (await openBackupFolder(backups)).createWriter('copy');
    await writer.write('users', '{}');
    expect(await readdir(backups)).toEqual(['copy.partial']);
    await writer.finish();
    expect(await readdir(backups)).toEqual(['copy']);
  });

  it('leaves nothing when it is given up, even in the middle of writing', async () => {
    const backups = await place();
    const writer = await (await openBackupFolder(backups)).createWriter('copy');
    const writing = Array.from({ length: 5_000 }, () => writer.write('users', `"${'x'.repeat(500)}"`));
    await writer.abort();
    await Promise.allSettled(writing);
    await writer.abort();
    expect(await readdir(backups)).toEqual([]);
    await expect(writer.write('users', '{}')).rejects.toThrow();
  });

  it('is not taken back by giving it up after it was finished', async () => {
    const backups = await place();
    const writer = await (await openBackupFolder(backups)).createWriter('copy');
    await writer.finish();
    await writer.abort();
    expect(await readdir(backups)).toEqual(['copy']);
  });

  it('never takes the place of an earlier one', async () => {
    const backups = await place();
    const folder = await openBackupFolder(backups);
    const writers = await Promise.all([
      folder.createWriter('copy'),
      folder.createWriter('copy'),
      folder.createWriter('copy'),
    ]);
    const finished = await Promise.all(writers.map((writer) => writer.finish()));
    expect(finished.map(({ path }) => path).sort()).toEqual(
      ['copy', 'copy-2', 'copy-3'].map((name) => join(backups, name)),
    );
  });

  // Seen red while each adoption removed all that was unfinished: the copy of the files was gone before it had its name.
  it('leaves a copy of files alone that is being made, and is left alone by it', async () => {
    const backups = await place();
    const database = join(backups, '../database');
    await mkdir(database, { recursive: true });
    await mkdir(backups);
    for (const file of ['collection.wt', '../database.key']) await writeFile(join(database, file), file);
    let writing: Promise<BackupWriter> | undefined;
    const copy = await copyDatabaseFiles({
      ...{ database, keyFile: join(backups, '../database.key'), backups, name: 'files' },
      onProgress: () => {
        writing ??= openBackupFolder(backups).then((folder) => folder.createWriter('before-adoption'));
      },
    });
    const writer = await writing;
    await writer?.write('users', '{}');
    await writer?.finish();
    expect(copy.files).toBe(2);
    expect((await readdir(backups)).sort()).toEqual(['before-adoption', 'files']);
  });

  it('has a file of its own for every collection, however it is called', async () => {
    const names = ['Users', 'users', 'a/b', '../../escape', 'nul', '.hidden', 'ünï', 'x'.repeat(300)];
    const backups = await place();
    const writer = await (await openBackupFolder(backups)).createWriter('copy');
    for (const name of names) await writer.write(name, JSON.stringify(name));
    const { path, collections } = await writer.finish();
    expect(collections.map(({ collection }) => collection)).toEqual(names);
    const files = collections.map(({ file }) => file.toLowerCase());
    expect(new Set(files).size).toBe(names.length);
    for (const { collection, file } of collections) {
      expect(file).toMatch(/^[\w~-][\w.~-]*\.jsonl$/);
      expect(await readFile(join(path, file), 'utf8')).toBe(`${JSON.stringify(collection)}\n`);
    }
    expect(await readdir(join(backups, '..'))).toEqual(['backups']);
  });

  it.each(['', '..', '../x', 'a/b', '.hidden', 'x.partial'])('cannot be called %j', async (name) => {
    const folder = await openBackupFolder(await place());
    await expect(folder.createWriter(name)).rejects.toThrow(RangeError);
  });

  it('refuses a document of more than one line', async () => {
    const writer = await (await openBackupFolder(await place())).createWriter('copy');
    await expect(writer.write('users', '{\n}')).rejects.toThrow(RangeError);
  });

  it('can be read by its user alone', async () => {
    const writer = await (await openBackupFolder(await place())).createWriter('copy');
    await writer.write('users', '{}');
    const { path } = await writer.finish();
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, 'users.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('says in words that the folder cannot be written', async () => {
    const backups = await place();
    await writeFile(backups, 'a file');
    await expect(openBackupFolder(backups)).rejects.toMatchObject({
      name: 'BackupFailure',
      reason: 'notWritable',
    });
  });

  it('says in words that the disk is full, and can then be given up', async ({ skip }) => {
    const backups = await place();
    await mkdir(backups);
    if (!mountSmallDisk(backups, 'size=1m')) skip('needs the right to mount a small disk');
    const writer = await (await openBackupFolder(backups)).createWriter('copy');
    const filling = async () => {
      for (let step = 0; step < 5_000; step += 1) await writer.write('users', `"${'x'.repeat(1_000)}"`);
      await writer.finish();
    };
    await expect(filling()).rejects.toMatchObject({
      reason: 'diskFull',
      remedy: expect.stringContaining('Free some space'),
    });
    await writer.abort();
    expect(await readdir(backups)).toEqual([]);
  });
});
