import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inRamFolder } from './ram-folder.mjs';

describe('a folder in memory for what tests throw away', () => {
  // Seen red without the removal.
  it('is gone with everything in it when the tests are over, also when they broke', async (context) => {
    let folder: string | undefined;
    const broken = inRamFolder(async ({ TMPDIR }) => {
      folder = TMPDIR;
      if (folder) writeFileSync(join(folder, 'left behind'), '');
      throw new Error('The tests broke');
    });
    await expect(broken).rejects.toThrow('The tests broke');
    if (!folder) return context.skip('no room in memory here');
    expect(existsSync(folder)).toBe(false);
  });
});
