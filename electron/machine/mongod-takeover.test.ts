import { type ChildProcess, execFile } from 'node:child_process';
import { cp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { administerServer } from '../store/server-admin';
import { openKeyFile } from './key-file';
import { stopOrphanOnPort } from './orphan-mongod';
import { isAlive } from './process-table';
import { PassphraseVault } from './secrets/passphrase-vault';
import { openSettingsFile } from './settings-file';
import { type ClinicComputer, clinicComputer, connected, silently } from './testing/clinic-computer';
import { bundledForNode, nextMessage, startOther } from './testing/other-process';
import { addPatient, gone, patients, processNumber } from './testing/patients';
import { ThisComputer } from './this-computer';

function listenOn(port: number): Promise<Server> {
  const server = createServer();
  onTestFinished(() => void server.close());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}

async function killed(other: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => other.once('exit', resolve));
  other.kill('SIGKILL');
  await ended;
}

/** The process that ends the database should the program be killed. */
async function watchOf(mongod: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,args=']);
  const line = stdout.split('\n').find((each) => each.endsWith(`clinic-desk-watch ${mongod}`));
  return Number.parseInt(line?.trim() ?? '', 10);
}

const reopened = ({ folders, log }: ClinicComputer) => openSettingsFile(folders.settingsFile, log);

describe('a start of the managed database that finds another one', () => {
  it('stops the database that a killed Clinic Desk has left running, and goes on with its data', async () => {
    const computer = await clinicComputer();
    const bundle = await bundledForNode(join(import.meta.dirname, 'testing/start-and-hang.ts'));
    const other = startOther(bundle, [computer.folders.home]);
    const { uri, secret } = (await nextMessage(other)) as { uri: string; secret: [string, string] };
    await addPatient({ uri }, 'Ana');
    const orphan = await processNumber(computer);
    // As on a system where nothing watches for the end of the program.
    process.kill(await watchOf(orphan), 'SIGKILL');
    await killed(other);
    expect(isAlive(orphan)).toBe(true);

    computer.secrets.entries.set(...secret);
    const said: string[] = [];
    const settings = await reopened(computer);
    const next = await computer.mongod({ settings }).open((sentence) => said.push(sentence));

    expect(isAlive(orphan)).toBe(false);
    expect(said).toContain('Stopping a database that was left running');
    expect(await patients(next)).toEqual(['Ana']);
  });

  // Seen red while it was stopped only when the database of this computer was started: behind a locked vault it ran on.
  it('stops the one that was left before the vault is opened, and when another database is opened', async () => {
    for (const environment of [{}, { CLINIC_MONGODB_URI: 'mongodb://127.0.0.1:1' }]) {
      const { folders, log, ...computer } = await clinicComputer();
      const bundle = await bundledForNode(join(import.meta.dirname, 'testing/start-and-hang.ts'));
      const other = startOther(bundle, [folders.home]);
      await nextMessage(other);
      const orphan = await processNumber({ folders, log, ...computer });
      process.kill(await watchOf(orphan), 'SIGKILL');
      await killed(other);
      await new PassphraseVault(folders.vaultFile).create('copper lantern under the bridge');

      const parts = { folders, environment, administer: administerServer, log };
      const next = new ThisComputer({ ...parts, reveal: async () => false });
      onTestFinished(() => next.close());
      const opened = await next.open(silently).catch((error: unknown) => error);
      expect(opened).toMatchObject(
        'CLINIC_MONGODB_URI' in environment
          ? { uri: environment.CLINIC_MONGODB_URI }
          : { reason: 'vaultLocked' },
      );
      expect(isAlive(orphan)).toBe(false);
    }
  });

  // Seen red without the watch: it ran on for good.
  it.skipIf(process.platform === 'win32')(
    'does not outlive a program that is killed, and stops cleanly',
    async () => {
      const computer = await clinicComputer();
      const bundle = await bundledForNode(join(import.meta.dirname, 'testing/start-and-hang.ts'));
      const other = startOther(bundle, [computer.folders.home]);
      const { uri, secret } = (await nextMessage(other)) as { uri: string; secret: [string, string] };
      await addPatient({ uri }, 'Ana');
      const pid = await processNumber(computer);
      const watch = await watchOf(pid);
      await killed(other);
      await gone(pid);
      await gone(watch);
      expect(await readFile(join(computer.folders.logs, 'mongod.log'), 'utf8')).toContain('"exitCode":0');

      computer.secrets.entries.set(...secret);
      const settings = await reopened(computer);
      const next = computer.mongod({ settings });
      expect(await patients(await next.open(silently))).toEqual(['Ana']);
      expect(settings.current.recoveries).toBeUndefined();
      const nextWatch = await watchOf(await processNumber(computer));
      await next.close();
      await gone(nextWatch);
    },
  );

  it('does not outlive a program that ends by an error', async () => {
    const computer = await clinicComputer();
    const bundle = await bundledForNode(join(import.meta.dirname, 'testing/start-and-hang.ts'));
    const other = startOther(bundle, [computer.folders.home, 'then throw']);
    await nextMessage(other);
    const pid = await processNumber(computer);
    other.send('throw');
    await gone(pid);
    expect(await readFile(join(computer.folders.logs, 'mongod.log'), 'utf8')).toContain('"exitCode":0');
  });

  it('moves to another port, with its data and its transactions, when a stranger has taken its own', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    await addPatient(await mongod.open(silently), 'Ana');
    await mongod.close();
    const taken = computer.settings.current.databasePort ?? 0;
    await listenOn(taken);

    const said: string[] = [];
    const address = await mongod.open((sentence) => said.push(sentence));

    const port = computer.settings.current.databasePort;
    expect(port).not.toBe(taken);
    expect(said).toContain(`Another program uses port ${taken}. The database moves to port ${port}.`);
    expect(await patients(address)).toEqual(['Ana']);
    const hello = await connected(address.uri, async (client) => {
      await client.withSession((session) =>
        session.withTransaction(
          async () =>
            void (await client.db().collection('patients').insertOne({ firstname: 'Bo' }, { session })),
        ),
      );
      return client.db('admin').command({ hello: 1 });
    });
    expect(hello).toMatchObject({ isWritablePrimary: true, hosts: [`127.0.0.1:${port}`] });
  });

  it('finds its data again when its settings are lost, and with them its port and the name of its password', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    await addPatient(await mongod.open(silently), 'Ana');
    await mongod.close();
    await rm(computer.folders.settingsFile);

    const settings = await reopened(computer);
    const address = await computer.mongod({ settings }).open(silently);
    expect(await patients(address)).toEqual(['Ana']);
    await addPatient(address, 'Bo');
  });

  it('recognises its own left server on its port where the system does not tell processes', async () => {
    const computer = await clinicComputer();
    const first = computer.mongod();
    await addPatient(await first.open(silently), 'Ana');
    const pid = await processNumber(computer);
    const port = computer.settings.current.databasePort ?? 0;

    const { database, keyFile } = computer.folders;
    const key = await openKeyFile(keyFile);
    const stop = (folder: { key: string; database: string }) =>
      stopOrphanOnPort(port, folder, administerServer);
    expect(await stop({ key: 'the key of another folder', database })).toBe(false);
    expect(isAlive(pid)).toBe(true);
    expect(await stop({ key, database })).toBe(true);
    await gone(pid);
  });

  // Seen red while the key alone made a server ours: the clinic lost its database to the start on a copy of its folder.
  it('leaves the one alone whose data folder was copied, and starts the copy beside it', async () => {
    const computer = await clinicComputer();
    const before = computer.mongod();
    await addPatient(await before.open(silently), 'Ana');
    await before.close();
    const copied = await clinicComputer();
    await cp(computer.folders.home, copied.folders.home, { recursive: true });
    for (const [name, secret] of computer.secrets.entries) copied.secrets.entries.set(name, secret);
    await computer.mongod().open(silently);
    const pid = await processNumber(computer);

    const beside = copied.mongod({ settings: await reopened(copied) });
    expect(await patients(await beside.open(silently))).toEqual(['Ana']);
    expect(isAlive(pid)).toBe(true);
    expect(await processNumber(copied)).not.toBe(pid);
  });

  it('refuses when a server that is not ours uses the data folder, and leaves it running', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    await mongod.open(silently);
    const pid = await processNumber(computer);

    const stranger = computer.mongod({
      folders: { ...computer.folders, keyFile: join(computer.folders.home, 'another.key') },
    });
    await expect(stranger.open(silently)).rejects.toMatchObject({ reason: 'folderInUse' });
    expect(isAlive(pid)).toBe(true);
  });
});
