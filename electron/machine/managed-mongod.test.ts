import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAlive } from './process-table';
import { clinicComputer, connected, silently } from './testing/clinic-computer';
import { MemorySecretStore } from './testing/memory-secret-store';
import { addPatient, patients, processNumber } from './testing/patients';

describe('the managed database', () => {
  it('starts in an empty data folder, stops without a trace, and has its data at the next start', async () => {
    const computer = await clinicComputer();
    const first = computer.mongod();
    await addPatient(await first.open(silently), 'Ana');
    const pid = await processNumber(computer);

    await first.close();
    expect(isAlive(pid)).toBe(false);

    const second = await computer.mongod().open(silently);
    expect(await patients(second)).toEqual(['Ana']);
  });

  it('takes transactions and change streams from the first start', async () => {
    const { uri } = await (await clinicComputer()).mongod().open(silently);
    const seen = await connected(uri, async (client) => {
      const collection = client.db().collection('patients');
      await client.db().createCollection('patients');
      const changes = collection.watch();
      const next = changes.next();
      await client.withSession((session) =>
        session.withTransaction(
          async () => void (await collection.insertOne({ firstname: 'Ana' }, { session })),
        ),
      );
      const change = await next;
      await changes.close();
      return change;
    });
    expect(seen).toMatchObject({ operationType: 'insert', fullDocument: { firstname: 'Ana' } });
  });

  // Seen red with the store of the first start kept: a vault that had moved into the keychain was asked, and was no more.
  it('asks at each start where its password is', async () => {
    const computer = await clinicComputer();
    const before = new MemorySecretStore();
    let secrets = before;
    const mongod = computer.mongod({ secrets: () => secrets });
    await addPatient(await mongod.open(silently), 'Ana');
    await mongod.close();
    secrets = new MemorySecretStore();
    for (const [name, secret] of before.entries) secrets.entries.set(name, secret);
    before.entries.clear();
    expect(await patients(await mongod.open(silently))).toEqual(['Ana']);
    expect([before.entries.size, secrets.entries.size]).toEqual([0, 1]);
  });

  it('keeps its port, and gives the same address to whoever asks twice', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const [one, other] = await Promise.all([mongod.open(silently), mongod.open(silently)]);
    expect(one.uri).toBe(other.uri);
    await mongod.close();
    expect((await mongod.open(silently)).uri).toBe(one.uri);
  });

  it('may be stopped twice, and while it is still starting', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const opening = mongod.open(silently);
    await Promise.all([
      mongod.close(),
      mongod.close(),
      expect(opening).rejects.toMatchObject({ name: 'StartFailure' }),
    ]);
    await mongod.close();
    expect((await mongod.open(silently)).uri).toContain('127.0.0.1');
  });

  it('stops in the way of Windows, by a command, as well', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod({ stopBy: 'command' });
    await mongod.open(silently);
    const pid = await processNumber(computer);
    await mongod.close();
    expect(isAlive(pid)).toBe(false);
    expect(await readFile(join(computer.folders.logs, 'mongod.log'), 'utf8')).toContain('"exitCode":0');
  });

  it('tells when it ends although nobody asked it to, and comes back with every saved record', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const address = await mongod.open(silently);
    await addPatient(address, 'Ana');
    const ended = new Promise<Error>((resolve) => address.onUnexpectedEnd?.(resolve));

    process.kill(await processNumber(computer), 'SIGKILL');
    expect(await ended).toMatchObject({ name: 'StartFailure' });

    expect(await patients(await mongod.open(silently))).toEqual(['Ana']);
  });

  // Seen red as "last used with another version of MongoDB", with the advice to install one.
  it('ends because its folder was renamed, says so, and comes back with that', async () => {
    const computer = await clinicComputer();
    const mongod = computer.mongod();
    const address = await mongod.open(silently);
    await addPatient(address, 'Ana');
    const ended = new Promise<Error>((resolve) => address.onUnexpectedEnd?.(resolve));
    const { home } = computer.folders;

    await rename(home, `${home} (old)`);
    // What it does by itself once a minute.
    await connected(address.uri, (client) => client.db('admin').command({ fsync: 1 })).catch(() => undefined);
    expect(await ended).toMatchObject({ reason: 'folderMissing' });

    await rename(`${home} (old)`, home);
    expect(await patients(await mongod.open(silently))).toEqual(['Ana']);
  });
});
