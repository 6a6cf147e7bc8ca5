import { readdir } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { carriers, openPeople, openTestClinic } from '../../tests/support/clinic';
import { administerServer } from '../store/server-admin';
import { openKeyFile } from '../machine/key-file';
import { asOwner } from '../machine/server-access';
import { clinicComputer } from '../machine/testing/clinic-computer';
import { careOf } from '../machine/testing/local-database';
import type { LocalDatabase } from './ports/local-database';

/** A clinic on a database of this computer of its own, with its care; `instead` takes the place of parts of it. */
async function stage(instead: (local: LocalDatabase) => Partial<LocalDatabase> = () => ({})) {
  const { computer, local, open, close, shown } = careOf(await clinicComputer());
  const localDatabase: LocalDatabase = {
    room: () => local.room(),
    ...{ state: () => local.state(), server: () => local.server(), stop: () => local.stop() },
    ...{ copyFiles: (say) => local.copyFiles(say), upgrade: (to) => local.upgrade(to) },
    reveal: (folder) => local.reveal(folder),
    ...instead(local),
  };
  const clinic = await openTestClinic({ localDatabase, source: { label: 'This computer', open, close } });
  const people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  onTestFinished(async () => {
    await people.close();
    await clinic.close();
    expect(clinic.logged).toEqual([]);
  });
  return { computer, clinic, people, shown };
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: { code?: string }) => code,
  );

function promised() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('care of the database of this computer', () => {
  it('copies it while it stands still, says how far it is, and people go on where they were', async () => {
    const { computer, clinic, people, shown } = await stage();
    const { admin, frontdesk } = people;
    const [steps, saidAsCopy] = [new Set<string>(), new Set<string>()];
    clinic.core.database.listen({
      onState: (state) => {
        if (state.kind !== 'opening') return;
        const step = state.step.replace(/\d+/, 'N');
        steps.add(step);
        if (state.isBeingCopied) saidAsCopy.add(step);
      },
    });
    const { copy } = await admin.client.localDatabase.copy();
    expect([...steps].slice(0, 4)).toEqual([
      ...['Closing the records', 'Stopping the database', 'Copying the database, N %'],
      'Comparing the copy, N %',
    ]);
    expect([...saidAsCopy]).toEqual([...steps].slice(1, 4));
    expect(await readdir(computer.folders.backups)).toEqual([copy.name]);
    const { record } = await frontdesk.client.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
    expect(record.lastname).toBe('Abebe');
    const status = await admin.client.localDatabase.status();
    expect(status).toMatchObject({
      ...{ isOpen: true, folder: computer.folders.database, space: 'enough', copies: [copy] },
      server: { version: copy.version },
    });
    expect(await admin.client.localDatabase.reveal({ what: 'copies' })).toEqual({ isShown: true });
    expect(shown).toEqual([computer.folders.backups]);
    const filter = { action: { is: 'copyFiles' } };
    await expect
      .poll(async () => (await admin.client.auditentries.list({ filter })).rows, { timeout: 10_000 })
      .toMatchObject([{ entity: 'connections', reason: copy.name, outcome: 'done' }]);
  });

  it('brings its files to the version that runs, after a copy', async () => {
    const { computer, people } = await stage();
    const { localDatabase } = people.admin.client;
    const own = (await localDatabase.status()).server?.compatibility ?? '';
    expect(await codeOf(localDatabase.upgrade({ to: own }))).toBe('INVALID');
    const before = own === '6.0' ? '5.0' : `${Number(own.split('.')[0]) - 1}.0`;
    const confirm = Number(own.split('.')[0]) >= 7 ? { confirm: true } : {};
    const key = await openKeyFile(computer.folders.keyFile);
    const port = computer.settings.current.databasePort ?? 0;
    await asOwner({ port, key, administer: administerServer }, (run) =>
      run({ setFeatureCompatibilityVersion: before, ...confirm }),
    );
    const { copy, compatibility } = await localDatabase.upgrade({ to: own });
    expect(compatibility).toBe(own);
    expect((await localDatabase.status()).copies).toEqual([copy]);
  });

  // Seen red with files that were upgraded before they were copied.
  it('that fails leaves the database open and its files as they were, and says why', async () => {
    const upgraded: string[] = [];
    const { clinic, people } = await stage(() => ({
      server: async () => ({ version: '7.0.1', compatibility: '6.0', canUpgradeTo: '7.0' }),
      copyFiles: async () => {
        const { BackupFailure } = await import('./ports/backup-folder');
        throw new BackupFailure('diskFull', 'The copy needs 9 MB.', 'Free some space.');
      },
      upgrade: async (to) => void upgraded.push(to),
    }));
    const { localDatabase } = people.admin.client;
    for (const call of [() => localDatabase.copy(), () => localDatabase.upgrade({ to: '7.0' })]) {
      await expect(call()).rejects.toMatchObject({
        ...{ code: 'INVALID', message: 'The copy needs 9 MB. Free some space.' },
      });
      expect(clinic.core.database.isLive).toBe(true);
    }
    expect(upgraded).toEqual([]);
    expect((await people.frontdesk.client.patients.list({})).total).toBeGreaterThan(0);
  });

  it('is for administrators, and one such work at a time', async () => {
    const [begun, finished] = [promised(), promised()];
    const { people } = await stage(() => ({
      async copyFiles() {
        begun.resolve();
        await finished.promise;
        return { name: 'made up', path: '/made-up', at: new Date(), files: 1, bytes: 1 };
      },
    }));
    const asked = (role: 'doctor' | 'nurse' | 'frontdesk' | 'patient') => {
      const { localDatabase } = people[role].client;
      return Promise.all([
        codeOf(localDatabase.status()),
        codeOf(localDatabase.copy()),
        codeOf(localDatabase.upgrade({ to: '6.0' })),
        codeOf(localDatabase.reveal({ what: 'data' })),
      ]);
    };
    for (const role of ['doctor', 'nurse', 'frontdesk', 'patient'] as const)
      expect(await asked(role)).toEqual(Array.from({ length: 4 }, () => 'FORBIDDEN'));
    const { localDatabase } = people.admin.client;
    const copying = localDatabase.copy();
    await begun.promise;
    expect(await codeOf(localDatabase.copy())).toBe('UNAVAILABLE');
    finished.resolve();
    expect(await codeOf(copying)).toBe('done');
  });
});
