import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Dump, type DumpedDocument, DumpUnreadable } from '../core/ports/dump';
import type { RawDocument } from '../core/ports/legacy-database';
import { isMissing } from './file-failure';
import { jsonErrorAt } from './json-error';

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

async function* collectionsOf(path: string): AsyncGenerator<DumpedDocument> {
  const whole = parse(await text(path), path);
  if (!isObject(whole)) throw unreadable(`${path} does not hold an object of collections.`);
  for (const [collection, documents] of Object.entries(whole)) {
    if (!Array.isArray(documents)) throw unreadable(`${path}: "${collection}" is not a list of documents.`);
    yield* partsOf(collection, documents, `${path}: "${collection}"`);
  }
}

async function* exportsIn(folder: string): AsyncGenerator<DumpedDocument> {
  const found = await readdir(folder);
  if (found.some((name) => /\.bson(\.gz)?$/i.test(name)))
    throw unreadable(`${folder} was written by mongodump. Export the collections with mongoexport instead.`);
  const names = found.filter((name) => /\.jsonl?$/i.test(name) && name !== 'manifest.json').sort();
  if (names.length === 0) throw unreadable(`There is no .json file in ${folder}.`);
  for (const name of names) yield* exportOf(join(folder, name));
}

/** Lines are read one by one, so that a file may be larger than memory; a list is read whole. */
async function* exportOf(path: string): AsyncGenerator<DumpedDocument> {
  const collection = basename(path).replace(/\.jsonl?$/i, '');
  let number = 0;
  let isFirst = true;
  for await (const line of linesOf(path)) {
    number += 1;
    if (line.trim() === '') continue;
    if (isFirst && line.trimStart().startsWith('[')) {
      const list = parse(await text(path), path);
      if (!Array.isArray(list)) throw unreadable(`${path} does not hold a list of documents.`);
      yield* partsOf(collection, list, path);
      return;
    }
    isFirst = false;
    const where = `${path}, line ${number}`;
    yield { collection, where, document: documentOf(parse(line, path, number), where) };
  }
}

/** Node's own reader of lines also breaks them where a text holds a line separator of Unicode. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  let isFirst = true;
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      rest += String(chunk);
      if (isFirst) rest = withoutMark(rest);
      isFirst = false;
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw unreadable(`${path} cannot be read.`, error);
  }
  yield rest;
}

function* partsOf(
  collection: string,
  documents: readonly unknown[],
  where: string,
): Generator<DumpedDocument> {
  for (const [index, document] of documents.entries()) {
    const place = `${where}, document ${index + 1}`;
    yield { collection, where: place, document: documentOf(document, place) };
  }
}

async function text(path: string): Promise<string> {
  try {
    return withoutMark(await readFile(path, 'utf8'));
  } catch (error) {
    throw unreadable(`${path} cannot be read.`, error);
  }
}

/** Windows begins text files with a byte order mark. */
const withoutMark = (content: string) => content.replace(/^\uFEFF/, '');

function parse(json: string, path: string, firstLine = 1): unknown {
  try {
    return JSON.parse(withAllDigits(json));
  } catch (error) {
    const line = firstLine + json.slice(0, jsonErrorAt(json)).split('\n').length - 1;
    throw unreadable(`${path}, line ${line}: this is not readable JSON. Nothing was stored.`, error);
  }
}

/** A whole number of more digits than a computer's numbers hold, standing where a value stands. */
const longNumber = /[:[,\s]-?\d{16,}\s*[,}\]]/;
const textOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g;

/** In its relaxed form, mongoexport writes long numbers bare, and reading them as JavaScript does would round them. */
function withAllDigits(json: string): string {
  if (!longNumber.test(json)) return json;
  return json.replace(textOrLongNumber, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) || !isLong(found)
      ? found
      : `{"$numberLong":"${found}"}`,
  );
}

/** MongoDB's whole numbers have 64 bits; a longer one was a number with decimals. */
const isLong = (digits: string): boolean => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function documentOf(value: unknown, where: string): RawDocument {
  if (isObject(value)) return value;
  throw unreadable(`${where}: there is something that is not a document. Nothing was stored.`);
}

function unreadable(message: string, cause?: unknown): DumpUnreadable {
  // The parser's own words hold a piece of the file, which is patients' data.
  return new DumpUnreadable(message, cause instanceof SyntaxError ? {} : { cause });
}
