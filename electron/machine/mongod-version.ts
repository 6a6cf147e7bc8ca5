import { execFile } from 'node:child_process';
import { open } from 'node:fs/promises';
import { errorCode } from './file-failure';

export type Mongod = { readonly path: string; readonly version: string };
/** `why` completes the sentence "The MongoDB program at … cannot be used: …". */
export type UnusableMongod = { readonly path: string; readonly why: string };

/** Time series collections came with 5.0. */
export const OLDEST_MONGODB = '5.0';
const PATIENCE_MS = 20_000;

/** Runs a `mongod --version`: the only proof that a program, with the libraries it needs, works on this computer. */
export async function examineMongod(path: string): Promise<Mongod | UnusableMongod> {
  const foreign = await whyForeign(path);
  if (foreign !== null) return { path, why: foreign };
  const answer = await askVersion(path);
  if (answer.failure !== null) return { path, why: answer.failure };
  const version = /^db version v(\d+\.\d+\.\d+)/m.exec(answer.output)?.[1];
  if (version === undefined) return { path, why: 'it does not answer like MongoDB' };
  if (compareVersions(version, OLDEST_MONGODB) < 0) {
    return { path, why: `it is version ${version}, and ${OLDEST_MONGODB} or newer is needed` };
  }
  return { path, version };
}

export const isUsable = (examined: Mongod | UnusableMongod): examined is Mongod => 'version' in examined;

/** Negative when `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

type Answer = { output: string; failure: string | null };

function askVersion(path: string): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: PATIENCE_MS, windowsHide: true }, (error, stdout, stderr) => {
      resolve({ output: stdout, failure: error ? whyItFailed(error, stderr) : null });
    });
  });
}

function whyItFailed(
  error: Error & { signal?: NodeJS.Signals | null | undefined; killed?: boolean | undefined },
  stderr: string,
): string {
  const library = /error while loading shared libraries: ([^\s:]+)/.exec(stderr)?.[1];
  if (library) return `the system library ${library} is missing`;
  const glibc = /version `([^']+)' not found/.exec(stderr)?.[1];
  if (glibc) return `it needs a newer operating system (${glibc} is missing)`;
  if (error.killed) return 'it does not answer';
  if (error.signal === 'SIGILL') return 'this computer’s processor is too old for it (it has no AVX)';
  if (errorCode(error) === 'ENOENT') return 'it needs a part of the operating system that is missing';
  if (errorCode(error) === 'EACCES') return 'it is not marked as a program that may be run';
  return error.signal ? `it crashed (${error.signal})` : 'it does not run on this computer';
}

/** Machine numbers of ELF headers (e_machine) of the processors that MongoDB exists for. */
const ELF_MACHINE: Partial<Record<NodeJS.Architecture, number>> = {
  x64: 62,
  arm64: 183,
  s390x: 22,
  ppc64: 21,
};

/**
 * What can be told without running it. On Linux this has to come first: what the kernel refuses as a program is
 * handed to the shell, which would run a damaged file as a script.
 */
async function whyForeign(path: string): Promise<string | null> {
  let head: Buffer;
  try {
    head = await readHead(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
    if (code === 'EISDIR') return 'it is a folder, not a program';
    if (code === 'EACCES' || code === 'EPERM') return 'your user may not read it';
    throw error;
  }
  if (process.platform !== 'linux' || head.toString('latin1', 0, 2) === '#!') return null;
  if (head.toString('latin1', 0, 4) !== '\x7fELF' || head.length < 20) {
    return 'it is damaged, or not a program for this operating system';
  }
  const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
  const expected = ELF_MACHINE[process.arch];
  return expected === undefined || machine === expected ? null : 'it is made for another kind of processor';
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(20), 0, 20, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
