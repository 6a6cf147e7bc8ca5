import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { eachWithMain, home, run, windowOf } from '../tests/electron/run-main';

eachWithMain();

describe('an opened dump', () => {
  it('is brought in and shown when the desk was started with it', async () => {
    const dump = join(home, 'old.cddump');
    writeFileSync(dump, '{}');
    const running = await run({ args: [dump] });
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual([`adopted ${dump}`]);
  });

  it('waits for the database where it is opened before there is one (macOS)', async () => {
    const running = await run();
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual(['adopted /old.cddump']);
  });

  // Seen red with the path kept for a start that had been long ago: it was never brought in. And without `untilLive`.
  it('waits for the database where that is away just now', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.openDatabase();
    await vi.waitFor(() => expect(console.log).toHaveBeenCalledWith('Clinic Desk is ready.'));
    const label = 'This computer';
    running.setState({ kind: 'away', label, since: new Date() });
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    // Whatever is not waited for has been done by then.
    await new Promise(setImmediate);
    expect(running.happened).toEqual([]);
    running.setState({ kind: 'live', label });
    await vi.waitFor(() => expect(webContents.sent).toEqual(['/existing-database']));
    expect(running.happened).toEqual(['adopted /old.cddump']);
  });

  // Seen red with two brought in side by side, into the same empty database.
  it('waits for another one that is being brought in', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    const ends: (() => void)[] = [];
    running.desk.legacyImport.load = (path) => {
      running.happened.push(`begun ${path}`);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    running.openDatabase();
    for (const path of ['/old.cddump', '/older.cddump'])
      running.app.emit('open-file', { preventDefault: () => undefined }, path);
    await vi.waitFor(() => expect(running.happened).toEqual(['begun /old.cddump']));
    ends.shift()?.();
    await vi.waitFor(() => expect(running.happened).toEqual(['begun /old.cddump', 'begun /older.cddump']));
    expect(webContents.sent).toEqual(['/existing-database']);
    ends.shift()?.();
    await vi.waitFor(() => expect(webContents.sent).toHaveLength(2));
  });

  it('that cannot be brought in says why in a window, since there is no terminal to read', async () => {
    const running = await run();
    await windowOf(running);
    running.openDatabase();
    const sentence = 'There is no document in the dump.';
    // Of the modules that this run has loaded.
    const { Refusal } = await import('./core/refusal');
    running.desk.legacyImport.load = () => Promise.reject(new Refusal('INVALID', { issues: [] }, sentence));
    const shown = vi.spyOn(running.electron.dialog, 'showMessageBox');
    running.app.emit('open-file', { preventDefault: () => undefined }, '/old.cddump');
    await vi.waitFor(() =>
      expect(shown).toHaveBeenCalledWith({
        type: 'warning',
        message: `/old.cddump was not brought in. ${sentence}`,
      }),
    );
  });

  it('is brought in by the desk that runs already', async () => {
    const running = await run();
    const { webContents } = await windowOf(running);
    running.openDatabase();
    running.app.emit('second-instance', {}, ['electron', '.', 'old.cddump'], '/');
    const preventDefault = vi.fn();
    running.app.emit('open-file', { preventDefault }, '/older.cddump');
    await vi.waitFor(() => expect(webContents.sent).toHaveLength(2));
    expect(running.happened).toEqual(['adopted /old.cddump', 'adopted /older.cddump']);
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});
