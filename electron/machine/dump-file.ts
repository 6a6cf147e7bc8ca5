import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Dump, DumpUnreadable } from '../core/ports/dump';
import type { RawDocument } from '../core/ports/legacy-database';
import { isMissing } from './file-failure';

type Part = { readonly collection: string; readonly document: RawDocument };

/**
 * A dump on the disk: one JSON file with an object of collections (each a list of documents), or a folder of files as
 * `mongoexport` writes them, named after their collections (JSON lines, or one list). Values are Extended JSON,
 * canonical or relaxed. Rejects with `DumpUnreadable` that names the file and the line.
 */
export function openDump(path: string): Dump {
  return async function* read() {
    const kind = await kindOf(path);
    if (kind === 'file') yield* collectionsOf(path);
    else yield* exportsIn(path);
  };
}

async function kindOf(path: string): Promise<'file' | 'folder'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw unreadable(
      isMissing(error) ? `There is no file or folder ${path}.` : `${path} cannot be read.`,
      error,
    );
  }
}

async function* collectionsOf(path: string): AsyncGenerator<Part> {
  const whole = parse(await text(path), path, 1);
  if (!isObject(whole)) throw unreadable(`${path} does not hold an object of collections.`);
  for (const [collection, documents] of Object.entries(whole)) {
    if (!Array.isArray(documents)) throw unreadable(`${path}: "${collection}" is not a list of documents.`);
    for (const document of documents)
      yield { collection, document: documentOf(document, `${path}: "${collection}"`) };
  }
}

async function* exportsIn(folder: string): AsyncGenerator<Part> {
  const names = (await readdir(folder))
    .filter((name) => /\.jsonl?$/i.test(name) && name !== 'manifest.json')
    .sort();
  if (names.length === 0) throw unreadable(`There is no .json file in ${folder}.`);
  for (const name of names) yield* exportOf(join(folder, name));
}

/** Lines are read one by one, so that a file may be larger than memory; a list is read whole. */
async function* exportOf(path: string): AsyncGenerator<Part> {
  const collection = basename(path).replace(/\.jsonl?$/i, '');
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  try {
    for await (const line of lines) {
      number += 1;
      const trimmed = (number === 1 ? line.replace(/^\uFEFF/, '') : line).trim();
      if (trimmed === '') continue;
      if (number === 1 && trimmed.startsWith('[')) {
        yield* listIn(path, collection);
        return;
      }
      yield { collection, document: documentOf(parse(trimmed, path, number), `${path}, line ${number}`) };
    }
  } finally {
    lines.close();
  }
}

async function* listIn(path: string, collection: string): AsyncGenerator<Part> {
  const list = parse(await text(path), path, 1);
  if (!Array.isArray(list)) throw unreadable(`${path} does not hold a list of documents.`);
  for (const document of list) yield { collection, document: documentOf(document, path) };
}

async function text(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw unreadable(`${path} cannot be read.`, error);
  }
}

function parse(json: string, path: string, firstLine: number): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const line = firstLine + (position ? json.slice(0, Number(position)).split('\n').length - 1 : 0);
    throw unreadable(`${path}, line ${line}: this is not readable JSON. Nothing was stored.`, error);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function documentOf(value: unknown, where: string): RawDocument {
  if (isObject(value)) return value;
  throw unreadable(`${where}: there is something that is not a document. Nothing was stored.`);
}

function unreadable(message: string, cause?: unknown): DumpUnreadable {
  return new DumpUnreadable(message, { cause });
}
