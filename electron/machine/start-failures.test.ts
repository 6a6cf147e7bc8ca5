import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareDataFolders } from './folders';
import { findFreePort, noFreePort } from './free-port';
import { startFailureOfMongod } from './mongod-failure';
import { type ClinicComputer, clinicComputer, connected, silently } from './testing/clinic-computer';
import { mountSmallDisk } from './testing/small-disk';

const open = (computer: ClinicComputer, changes = {}) => computer.mongod(changes).open(silently);

describe('a start that cannot succeed says why and what to do', () => {
  it('when the data folder is in truth a file', async () => {
    const computer = await clinicComputer();
    await rm(computer.folders.database, { recursive: true });
    await writeFile(computer.folders.database, 'not a folder');
    await expect(prepareDataFolders(computer.folders)).rejects.toMatchObject({ reason: 'folderNotWritable' });
    await expect(open(computer)).rejects.toMatchObject({ reason: 'folderNotWritable' });
  });

  it('when the data folder cannot be written', async ({ skip }) => {
    const computer = await clinicComputer();
    if (!mountSmallDisk(computer.folders.database, 'ro,size=400m'))
      skip('needs the right to mount a read-only disk');
    await expect(prepareDataFolders(computer.folders)).rejects.toMatchObject({
      reason: 'folderNotWritable',
      message: `Clinic Desk may not write to its data folder ${computer.folders.home}.`,
    });
    // And if it became so after that look, mongod's own words are understood.
    await expect(open(computer)).rejects.toMatchObject({ reason: 'folderNotWritable' });
  });

  it('when the disk is full', async ({ skip }) => {
    const computer = await clinicComputer();
    if (!mountSmallDisk(computer.folders.database, 'size=8m')) skip('needs the right to mount a small disk');
    await expect(open(computer)).rejects.toMatchObject({
      reason: 'diskFull',
      remedy: expect.stringContaining('Free at least 300 MB'),
    });
  });

  it('when the disk fills up while the database starts', async ({ skip }) => {
    const computer = await clinicComputer();
    if (!mountSmallDisk(computer.folders.database, 'size=100k'))
      skip('needs the right to mount a small disk');
    const spaceLimits = { refuseBelow: 0, warnBelow: 0 };
    await expect(open(computer, { spaceLimits })).rejects.toMatchObject({ reason: 'diskFull' });
  });

  it('and warns, but starts, when the disk is nearly full', async () => {
    const computer = await clinicComputer();
    const said: string[] = [];
    const spaceLimits = { refuseBelow: 0, warnBelow: Number.MAX_SAFE_INTEGER };
    await computer.mongod({ spaceLimits }).open((sentence) => said.push(sentence));
    expect(said).toContainEqual(expect.stringMatching(/^Only \d+ MB are free on the disk of the database/));
  });

  it('when files of the database are damaged, and leaves them as they are', async () => {
    const computer = await withData();
    const file = join(computer.folders.database, 'WiredTiger.wt');
    await writeFile(file, Buffer.alloc(4096, 7));
    await expect(open(computer)).rejects.toMatchObject({
      reason: 'dataUnusable',
      remedy: expect.stringContaining('Do not delete anything'),
    });
  });

  // Seen red without checkDataComplete: mongod then starts, with an empty database.
  it.each(['WiredTiger.turtle', 'WiredTiger.wt', '_mdb_catalog.wt', 'storage.bson'])(
    'when %s is missing, instead of beginning a new and empty database',
    async (file) => {
      const computer = await withData();
      await rm(join(computer.folders.database, file));
      const before = (await readdir(computer.folders.database)).sort();
      await expect(open(computer)).rejects.toMatchObject({ reason: 'dataUnusable' });
      expect((await readdir(computer.folders.database)).sort()).toEqual(before);
    },
  );

  it('when the program of the database cannot be run', async () => {
    const computer = await clinicComputer();
    const path = join(computer.folders.home, 'mongod');
    await writeFile(path, 'no program');
    await chmod(path, 0o700);
    const findBinary = async () => ({ path: join(computer.folders.home, 'none'), version: '7.0.0' });
    await expect(open(computer, { findBinary })).rejects.toMatchObject({ reason: 'binaryUnusable' });
  });

  it('when no port can be had', async () => {
    await expect(findFreePort(async () => false)).rejects.toMatchObject({ reason: 'portTaken' });
    expect(noFreePort().remedy).toContain('restart the computer');
  });

  it('when the log folder is gone', async () => {
    const computer = await clinicComputer();
    await rm(computer.folders.logs, { recursive: true });
    await writeFile(computer.folders.logs, '');
    await expect(open(computer)).rejects.toMatchObject({ reason: 'folderNotWritable' });
  });
});

describe('the last words of mongod', () => {
  const end = { exitCode: 1, signal: null, lastWords: '', database: '/data/database' };
  it.each([
    ['diskFull', '"error":"WiredTiger error","message":"write: No space left on device"', 14],
    [
      'portTaken',
      '"msg":"Error setting up listener","attr":{"error":{"codeName":"SocketException","errmsg":"Address already in use"}}',
      48,
    ],
    [
      'folderInUse',
      'DBPathInUse: Unable to lock the lock file: db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the db directory',
      100,
    ],
    [
      'folderNotWritable',
      'DBPathInUse: Unable to create/open the lock file: db/mongod.lock (Read-only file system).',
      100,
    ],
    [
      'folderNotWritable',
      'IllegalOperation: Attempted to create a lock file on a read-only directory: db (Permission denied)',
      100,
    ],
    [
      'dataUnusable',
      'UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document (ERROR: Location4926900: Invalid feature compatibility version value, expected 5.0)',
      62,
    ],
    [
      'dataUnusable',
      'unsupported WiredTiger file version: this build only supports major/minor versions up to 1/0',
      14,
    ],
    ['dataUnusable', 'Failed to open WiredTiger cursor. This may be due to data corruption', 14],
    [
      'binaryUnusable',
      'mongod: error while loading shared libraries: libcrypto.so.3: cannot open shared object file',
      127,
    ],
    ['dataUnusable', '', 62],
    ['unknown', '', 1],
  ])('become %s for: %s', (reason, lastWords, exitCode) => {
    expect(startFailureOfMongod({ ...end, exitCode, lastWords }).reason).toBe(reason);
  });

  it('of data from a newer version send people to a newer MongoDB, not to a backup', () => {
    const failure = startFailureOfMongod({ ...end, exitCode: 62, lastWords: 'Wrong mongod version' });
    expect(failure.remedy).toContain('newest MongoDB');
    expect(failure.remedy).toContain('Your data is unchanged');
  });

  it('are told as an old processor when it met an instruction it does not know', () => {
    expect(startFailureOfMongod({ ...end, exitCode: null, signal: 'SIGILL' }).reason).toBe('binaryUnusable');
  });
});

async function withData(): Promise<ClinicComputer> {
  const computer = await clinicComputer();
  const mongod = computer.mongod();
  const { uri } = await mongod.open(silently);
  await connected(uri, (client) => client.db().collection('patients').insertOne({ firstname: 'Ana' }));
  await mongod.close();
  return computer;
}

it('makes the folders that it needs for its user alone', async () => {
  const { folders } = await clinicComputer();
  await chmod(folders.database, 0o755);
  await mkdir(folders.cache, { recursive: true });
  await prepareDataFolders(folders);
  const { stat } = await import('node:fs/promises');
  expect((await stat(folders.database)).mode & 0o777).toBe(0o700);
  expect((await stat(folders.home)).mode & 0o777).toBe(0o700);
});
