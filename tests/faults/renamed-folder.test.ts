import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startDesk } from '../support/desk-process';

// Seen red while the log made a folder in its place: the renamed one could not be put back.
it('a data folder that is renamed under its running desk is named as the cause, and opens again once it is back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-renamed-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const home = join(folder, 'home');
  const desk = await startDesk({ home });
  onTestFinished(async () => void (await desk.stop()));
  const { session } = await desk.newCaller();
  const state = async () => (await session.state()).database;

  await rename(home, `${home} (old)`);
  // The server ends when it next looks for one of its files, once a minute at the latest.
  await expect
    .poll(state, { timeout: 90_000, interval: 200 })
    .toMatchObject({ kind: 'failed', reason: 'folderMissing' });
  await expect(access(home)).rejects.toMatchObject({ code: 'ENOENT' });

  await rename(`${home} (old)`, home);
  await expect.poll(state, { timeout: 60_000, interval: 200 }).toMatchObject({ kind: 'live' });
}, 180_000);
