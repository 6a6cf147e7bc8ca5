import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettingsFile } from './settings-file';
import { MemoryLog } from './testing/memory-log';
import { temporaryFolder } from './testing/temporary-folder';

const place = async () => join(await temporaryFolder(), 'settings.json');
const open = (path: string, log = new MemoryLog()) =>
  openSettingsFile(path, log, () => new Date('2026-11-23T08:30:00Z'));

describe('the settings of this computer', () => {
  it('have a folder id of their own from the first start on', async () => {
    const path = await place();
    const first = await open(path);
    expect(first.current.folderId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await open(path)).current).toEqual(first.current);
  });

  it('are still there at the next start', async () => {
    const path = await place();
    const settings = await open(path);
    const window = { x: 10, y: -20, width: 1280, height: 800, maximised: false };
    await Promise.all([settings.update({ databasePort: 27_117 }), settings.update({ window })]);
    expect((await open(path)).current).toEqual({
      folderId: settings.current.folderId,
      databasePort: 27_117,
      window,
    });
  });

  it('keep what a newer version has written', async () => {
    const path = await place();
    const { current } = await open(path);
    await writeFile(path, JSON.stringify({ ...current, colour: 'green' }));
    await (await open(path)).update({ databasePort: 27_118 });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ colour: 'green', databasePort: 27_118 });
  });

  it.each([
    ['not JSON', '{"databasePort": 27'],
    ['of another shape', '{"folderId": 5}'],
    ['empty', ''],
  ])('that are %s are kept aside, said in the log, and begun anew', async (_, text) => {
    const path = await place();
    await writeFile(path, text);
    const log = new MemoryLog();
    const { current } = await open(path, log);
    const aside = 'settings.json.unreadable-2026-11-23T08-30-00.000Z';
    expect(await readFile(join(dirname(path), aside), 'utf8')).toBe(text);
    expect(log.lines).toMatchObject([{ level: 'warn', details: { keptAs: join(dirname(path), aside) } }]);
    expect((await open(path)).current).toEqual(current);
  });

  it('are written whole or not at all, for their user alone', async () => {
    const path = await place();
    const settings = await open(path);
    await Promise.all(
      Array.from({ length: 30 }, (_, step) => settings.update({ databasePort: 20_000 + step })),
    );
    expect((await open(path)).current.databasePort).toBe(20_029);
    expect(await readdir(dirname(path))).toEqual(['settings.json']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  // Seen red while a change was in force before it was written.
  it('are as they stand on the disk when a change could not be written, and the next one is written', async () => {
    const path = await place();
    const settings = await open(path);
    await settings.update({ databasePort: 27_117 });
    const folder = dirname(path);
    await rename(folder, `${folder}-away`);
    await expect(settings.update({ databasePort: 27_118 })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(settings.current.databasePort).toBe(27_117);
    await rename(`${folder}-away`, folder);
    await settings.update({ webPort: 4_000 });
    expect((await open(path)).current).toMatchObject({ databasePort: 27_117, webPort: 4_000 });
  });

  it('take two changes at once that are made of what stands there', async () => {
    const settings = await open(await place());
    const recovered = (at: string) =>
      settings.update(({ recoveries = [] }) => ({ recoveries: [...recoveries, { at, milliseconds: 5 }] }));
    await Promise.all([recovered('2026-11-23T08:30:00Z'), recovered('2026-11-23T08:31:00Z')]);
    expect(settings.current.recoveries).toHaveLength(2);
  });

  it('say in words when their folder cannot be written', async () => {
    const path = join(await place(), 'settings.json');
    await writeFile(dirname(path), 'a file');
    await expect(open(path)).rejects.toMatchObject({ reason: 'folderNotWritable' });
  });
});
