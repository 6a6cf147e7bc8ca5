import { appendFile, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examineOnce, forgetPrograms } from './known-programs';
import { temporaryFolder } from './testing/temporary-folder';

/** A program that answers as a `mongod` of this version does, and counts in a file beside it how often it was asked. */
async function countingProgram() {
  const folder = await temporaryFolder();
  const path = join(folder, 'mongod');
  const asked = join(folder, 'asked');
  const answer = (version: string) =>
    writeFile(path, `#!/bin/sh\necho asked >> '${asked}'\necho "db version v${version}"\n`);
  await answer('6.0.5');
  await chmod(path, 0o755);
  const timesAsked = async () => (await readFile(asked, 'utf8')).trim().split('\n').length;
  return { path, answer, timesAsked, cacheFolder: join(folder, 'cache') };
}

describe.skipIf(process.platform === 'win32')('A MongoDB program that ran on this computer', () => {
  // Seen red with a memory that looks at the path alone: the program that took its place was never asked.
  it('is asked once, and again when it is not the same any more', async () => {
    const { path, answer, timesAsked, cacheFolder } = await countingProgram();
    for (let turn = 0; turn < 3; turn += 1)
      expect(await examineOnce(cacheFolder, path)).toEqual({ path, version: '6.0.5' });
    expect(await timesAsked()).toBe(1);
    await answer('7.0.14');
    expect(await examineOnce(cacheFolder, path)).toEqual({ path, version: '7.0.14' });
    expect(await timesAsked()).toBe(2);
    await rm(path);
    expect(await examineOnce(cacheFolder, path)).toEqual({ path, why: 'there is no such file' });
  });

  it('is asked again after a start that failed, and when nobody can read what was known', async () => {
    const { path, timesAsked, cacheFolder } = await countingProgram();
    await examineOnce(cacheFolder, path);
    await forgetPrograms(cacheFolder);
    await examineOnce(cacheFolder, path);
    expect(await timesAsked()).toBe(2);
    await appendFile(join(cacheFolder, 'known-programs.json'), 'half a line');
    await examineOnce(cacheFolder, path);
    expect(await timesAsked()).toBe(3);
  });

  it('is used also where nothing can be remembered', async () => {
    const { path, timesAsked, cacheFolder } = await countingProgram();
    await mkdir(join(cacheFolder, '..'), { recursive: true });
    await writeFile(cacheFolder, 'a file where the folder belongs');
    for (let turn = 0; turn < 2; turn += 1)
      expect(await examineOnce(cacheFolder, path)).toEqual({ path, version: '6.0.5' });
    expect(await timesAsked()).toBe(2);
  });
});
