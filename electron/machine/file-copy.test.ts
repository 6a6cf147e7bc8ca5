import { rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyDatabaseFiles, fileCopiesIn } from './file-copy';
import { silently } from './testing/clinic-computer';
import { mountSmallDisk } from './testing/small-disk';
import { temporaryFolder } from './testing/temporary-folder';

async function stage() {
  const home = await temporaryFolder();
  const [database, backups, keyFile] = ['database', 'backups', 'database.key'].map((name) =>
    join(home, name),
  ) as [string, string, string];
  await mkdir(join(database, 'journal'), { recursive: true });
  await mkdir(backups);
  await writeFile(join(database, 'collection-0.wt'), Buffer.alloc(3_000_000, 7));
  await writeFile(join(database, 'journal', 'log.1'), 'journal');
  await writeFile(keyFile, 'key', { mode: 0o600 });
  return { database, backups, keyFile, name: 'database-now', version: '6.0.5', onProgress: silently };
}

describe('a copy of the files of a database', () => {
  it('holds every file and the key, says what it is, and is found again', async () => {
    const order = await stage();
    const steps = new Set<string>();
    const copy = await copyDatabaseFiles({
      ...order,
      onProgress: (step) => steps.add(step.replace(/\d+/, 'N')),
    });
    expect([...steps]).toEqual(['Copying the database, N %', 'Comparing the copy, N %']);
    expect(copy).toMatchObject({ name: 'database-now', files: 3, bytes: 3_000_010, version: '6.0.5' });
    for (const [from, to] of [
      [join(order.database, 'collection-0.wt'), 'database/collection-0.wt'],
      [join(order.database, 'journal', 'log.1'), 'database/journal/log.1'],
      [order.keyFile, 'database.key'],
    ] as const)
      expect(await readFile(join(copy.path, to))).toEqual(await readFile(from));
    await mkdir(join(order.backups, 'something else'));
    const again = await copyDatabaseFiles({ ...order, version: undefined });
    expect(again.name).toBe('database-now-2');
    expect(await fileCopiesIn(order.backups)).toEqual([again, copy]);
  });

  // Seen red without the comparison: the spoilt copy got its name.
  it('that is not what was read is given up, and leaves nothing', async () => {
    const order = await stage();
    const spoil = (step: string) => {
      if (step.startsWith('Comparing'))
        writeFileSync(join(order.backups, 'database-now.partial/database/journal/log.1'), 'Journal');
    };
    await expect(copyDatabaseFiles({ ...order, onProgress: spoil })).rejects.toMatchObject({
      name: 'BackupFailure',
      message: 'The copy of database/journal/log.1 is not what was read.',
    });
    expect(await readdir(order.backups)).toEqual([]);
  });

  it('for which there is no room is refused before it begins', async ({ skip }) => {
    const order = await stage();
    await rm(order.backups, { recursive: true });
    await mkdir(order.backups);
    if (!mountSmallDisk(order.backups, 'size=20m')) skip('this user may not mount a small disk');
    await expect(copyDatabaseFiles(order)).rejects.toMatchObject({
      name: 'BackupFailure',
      reason: 'diskFull',
    });
    expect(await readdir(order.backups)).toEqual([]);
  });

  it('of which a file cannot be read is given up, and leaves nothing', async () => {
    const order = await stage();
    const spoil = (step: string) => {
      if (step.startsWith('Copying'))
        rmSync(join(order.database, 'journal'), { recursive: true, force: true });
    };
    await expect(copyDatabaseFiles({ ...order, onProgress: spoil })).rejects.toMatchObject({
      name: 'BackupFailure',
    });
    expect(await readdir(order.backups)).toEqual([]);
  });
});
