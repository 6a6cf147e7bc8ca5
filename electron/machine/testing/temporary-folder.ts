import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder that is gone when the running test is over. */
export async function temporaryFolder(): Promise<string> {
  // A space in the name, as in the real place of the data folder.
  const folder = await mkdtemp(join(tmpdir(), 'clinic desk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
