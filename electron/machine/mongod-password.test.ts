import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { administerServer } from '../store/server-admin';
import { openKeyFile, systemCredentials } from './key-file';
import { clinicComputer, connected, silently } from './testing/clinic-computer';
import { MemorySecretStore } from './testing/memory-secret-store';
import { addPatient, patients, processNumber } from './testing/patients';

describe('the password of the managed database', () => {
  it('lies in the keychain and in no file of the data folder', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    await mongod.open(silently);
    const [[name, password] = ['', '']] = [...computer.secrets.entries];
    await mongod.close();

    expect(name).toBe(`managed-mongod/${computer.settings.current.folderId}`);
    expect(Buffer.from(password, 'base64url')).toHaveLength(32);
    expect(await readFile(computer.folders.settingsFile, 'utf8')).not.toContain(password);
    expect(await readFile(join(computer.folders.logs, 'mongod.log'), 'utf8')).not.toContain(password);
    expect(JSON.stringify(computer.log.lines)).not.toContain(password);
  });

  it('is asked of everybody: a program without it, or with a wrong one, reads nothing', async () => {
    const { uri } = await (await clinicComputer()).mongod().open(silently);
    const address = new URL(uri.replace('mongodb:', 'http:'));
    const open = `mongodb://${address.host}/clinic?directConnection=true`;
    await expect(connected(open, (client) => client.db().collection('patients').findOne())).rejects.toThrow(
      /requires authentication/,
    );
    const wrong = uri.replace(/:[^:@]+@/, ':wrong@');
    await expect(connected(wrong, (client) => client.db().collection('patients').findOne())).rejects.toThrow(
      /Authentication failed/,
    );
    await expect(
      connected(open, (client) => client.db('admin').command({ createUser: 'x', pwd: 'x', roles: ['root'] })),
    ).rejects.toThrow(/requires authentication/);
  });

  // Seen red with `enableLocalhostAuthBypass` left on.
  it('guards the database even before it is set: nobody else can make himself its owner', async () => {
    const computer = await clinicComputer();
    const attempts: unknown[] = [];
    const mongod = computer.mongod({
      administer: (server, work) =>
        administerServer(server, (run) =>
          work(async (command, database) => {
            if ('createUser' in command) {
              const open = `mongodb://127.0.0.1:${server.port}/?directConnection=true`;
              const intruder = { createUser: 'intruder', pwd: 'x', roles: ['root'] };
              attempts.push(
                await connected(open, (client) => client.db('admin').command(intruder)).catch(String),
              );
            }
            return run(command, database);
          }),
        ),
    });
    await mongod.open(silently);
    expect(attempts).toEqual([expect.stringContaining('requires authentication')]);
  });

  // Seen red with the role `root` in APPLICATION_ROLES.
  it('does not let the application touch users or the server itself', async () => {
    const { uri } = await (await clinicComputer()).mongod().open(silently);
    await connected(uri, async (client) => {
      const admin = client.db('admin');
      await expect(admin.command({ createUser: 'x', pwd: 'x', roles: ['root'] })).rejects.toThrow(
        /not authorized/,
      );
      await expect(admin.command({ shutdown: 1 })).rejects.toThrow(/not authorized/);
    });
  });

  it.each([
    ['gone from the keychain', (secrets: Map<string, string>) => secrets.clear()],
    [
      'another one in the keychain',
      (secrets: Map<string, string>) => secrets.forEach((_, name) => secrets.set(name, 'p@ss:w/rd?')),
    ],
  ])('is set anew when it is %s: data is never locked away', async (_, lose) => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const before = await mongod.open(silently);
    await addPatient(before, 'Ana');
    await mongod.close();
    lose(computer.secrets.entries);

    const after = await mongod.open(silently);
    expect(await patients(after)).toEqual(['Ana']);
    await expect(patients(before)).rejects.toThrow(/Authentication failed/);
  });

  it('is set anew when the key file is gone too', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    await addPatient(await mongod.open(silently), 'Ana');
    await mongod.close();
    computer.secrets.entries.clear();
    await rm(computer.folders.keyFile);

    expect(await patients(await mongod.open(silently))).toEqual(['Ana']);
    expect((await stat(computer.folders.keyFile)).mode & 0o777).toBe(0o600);
  });

  // Seen red while it was not taken along: the next start said that it was gone.
  it('is kept as soon as there is a place for it, and is the same at the next start', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const before = await mongod.open(silently);
    const vault = new MemorySecretStore();
    await mongod.keepPassword(vault);
    await mongod.close();
    const said: string[] = [];
    const next = computer.mongod({ secrets: () => vault });
    expect((await next.open((sentence) => said.push(sentence))).uri).toBe(before.uri);
    expect(said.join()).not.toContain('password');
  });

  it('is set at the next start when the first one was cut off before it', async () => {
    const computer = await clinicComputer();
    const cutOff = computer.mongod({
      administer: (server, work) =>
        administerServer(server, (run) =>
          work((command, database) => {
            if ('updateUser' in command || 'createUser' in command) throw new Error('The power went out');
            return run(command, database);
          }),
        ),
    });
    await expect(cutOff.open(silently)).rejects.toThrow('The power went out');

    await addPatient(await computer.mongod().open(silently), 'Ana');
  });

  it('stops the start in words when the keychain does not give it out', async () => {
    const computer = await clinicComputer();
    computer.secrets.failure = new Error('The keychain is locked');
    await expect(computer.mongod().open(silently)).rejects.toMatchObject({ reason: 'secretUnavailable' });
    expect(await processNumber(computer)).toBeNaN();
  });

  it('is not needed by the owner of the key file', async () => {
    const computer = await clinicComputer();
    await computer.mongod().open(silently);
    const port = computer.settings.current.databasePort ?? 0;
    const credentials = systemCredentials(await openKeyFile(computer.folders.keyFile));
    const hello = await administerServer({ port, credentials, patienceMs: 5_000 }, (run) =>
      run({ hello: 1 }),
    );
    expect(hello.isWritablePrimary).toBe(true);
  });
});
