import { access, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { administerServer } from '../store/server-admin';
import { dataFolders } from './folders';
import { MemoryLog } from './testing/memory-log';
import { temporaryFolder } from './testing/temporary-folder';
import { ThisComputer } from './this-computer';

const elsewhere: NodeJS.ProcessEnv = { CLINIC_MONGODB_URI: 'mongodb://127.0.0.1:1' };

async function stage(environment = elsewhere) {
  const folders = dataFolders({ home: join(await temporaryFolder(), 'Clinic Desk'), environment: {} });
  const parts = { folders, environment, administer: administerServer, log: new MemoryLog() };
  return { folders, computer: new ThisComputer({ ...parts, reveal: async () => false }) };
}

// Seen red with each call closing by itself: the second found the lock half gone and failed.
it('a computer that is closed twice at the same time is closed once, and can be claimed again', async () => {
  const { folders, computer } = await stage();
  expect(await computer.claim()).toEqual({ kind: 'ours' });
  await Promise.all([computer.close(), computer.close(), computer.close()]);
  await expect(access(folders.instanceLock)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await computer.claim()).toEqual({ kind: 'ours' });
  await computer.close();
});

// Seen red without the removal.
it('a computer removes the copies that an earlier start left unfinished, and no other', async () => {
  const { folders, computer } = await stage();
  for (const name of ['old.partial', 'old'])
    await mkdir(join(folders.backups, name, 'database'), { recursive: true });
  await computer.claim();
  expect(await readdir(folders.backups)).toEqual(['old']);
  await computer.close();
});

// Seen red as "ENOENT", which people read as "could not open its records".
it('a computer whose data folder was renamed meanwhile says so, and makes no new one', async () => {
  const { folders, computer } = await stage({});
  await computer.claim();
  await rename(folders.home, `${folders.home} (old)`);
  await expect(computer.open(() => undefined)).rejects.toMatchObject({
    reason: 'folderMissing',
    message: `The data folder is not where it was: ${folders.database} is gone.`,
    remedy: expect.stringContaining('Put it back'),
  });
  await expect(access(folders.home)).rejects.toMatchObject({ code: 'ENOENT' });
  await computer.close();
});
