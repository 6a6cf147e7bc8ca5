import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inFolderOf } from './ram-folder.mjs';

// Seen red without the removal.
it('what tests throw away is gone when they are over, also when they broke', async () => {
  let folder = '';
  const broken = inFolderOf(tmpdir(), async (made) => {
    folder = made;
    writeFileSync(join(folder, 'left behind'), '');
    throw new Error('The tests broke');
  });
  await expect(broken).rejects.toThrow('The tests broke');
  expect(folder).not.toBe('');
  expect(existsSync(folder)).toBe(false);
});
