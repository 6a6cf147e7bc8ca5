import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundledForNode, nextMessage, startOther } from '../../machine/testing/other-process';
import { startLink } from '../../../tests/support/link';
import { contentOf } from '../../../tests/support/database-content';
import { SavingPaused } from '../../core/ports/records';
import {
  copy,
  eachWithPlaceForCopy,
  hasBegun,
  here,
  open,
  patient,
  set,
  store,
  there,
} from './testing/place-for-copy';

const copier = join(import.meta.dirname, 'testing/copy-until-killed.ts');

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

describe('a copy that is cut off', () => {
  eachWithPlaceForCopy();

  it('goes on after its process was killed while people worked', async () => {
    const bundle = await bundledForNode(copier);
    const child = startOther(bundle, [here, there, 'copying', 'typed']);
    expect(await nextMessage(child)).toBe('there');
    await killed(child);
    await expect(open(there, () => undefined)).rejects.toMatchObject({ reason: 'copyUnfinished' });
    await patient(store, { firstname: 'New', lastname: 'Meanwhile' });
    expect((await copy()).isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
  }, 120_000);

  it('whose process was killed while nobody could save lets people save again, and goes on', async () => {
    const bundle = await bundledForNode(copier);
    const child = startOther(bundle, [here, there, 'comparing', 'patients']);
    expect(await nextMessage(child)).toBe('there');
    await expect.poll(() => store.copies.saving).toMatchObject({ kind: 'paused', to: 'Clinic server' });
    await expect(patient(store, { firstname: 'Too', lastname: 'Early' })).rejects.toBeInstanceOf(
      SavingPaused,
    );
    await killed(child);
    // By whichever computer has the database open.
    await expect
      .poll(() => store.copies.saving, { timeout: 50_000, interval: 500 })
      .toEqual({ kind: 'open' });
    await patient(store, { firstname: 'New', lastname: 'Meanwhile' });
    expect((await copy()).isWhole).toBe(true);
    expect(await contentOf(there)).toEqual(await contentOf(here));
  }, 120_000);

  it('ends in words when the link to the other database is cut, lets people save, and goes on later', async () => {
    const link = await startLink(set.members[0]?.port ?? 0);
    onTestFinished(() => link.close());
    const to = `mongodb://127.0.0.1:${link.port}/cut-${Date.now()}?directConnection=true`;
    for (const stage of ['copying', 'comparing'] as const) {
      let cutAt: number | undefined;
      const told: boolean[] = [];
      const broken = copy({
        to,
        onAnswering: (answers) => told.push(answers),
        onProgress(progress) {
          if (cutAt !== undefined || progress.stage !== stage || !hasBegun('patients')(progress)) return;
          cutAt = Date.now();
          void link.cut();
        },
      });
      await expect(broken).rejects.toMatchObject({ reason: 'noAnswer' });
      // Seen red while nothing was said before it ended. What ends within the watch's grace says so by ending.
      const endedAfter = Date.now() - (cutAt ?? Number.NaN);
      expect(told).toEqual(endedAfter > 1_000 ? [true, false] : expect.arrayContaining([true]));
      await patient(store, { firstname: 'After', lastname: stage });
      await link.mend();
    }
    const result = await copy({ to });
    expect(result.isWhole).toBe(true);
    expect(await contentOf(to)).toEqual(await contentOf(here));
  }, 120_000);
});
