import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import type { CodeRow, CodeSystems, CodeTable } from '../core/ports/code-systems';

/** So much is unpacked and handed on at once, in bytes: a fraction of a millisecond of work. */
const chunkSize = 64 * 1024;

/** The tables that come with the program. ICD-10-CM is a work of the government of the USA and nobody's property. */
const shipped = [
  {
    system: 'http://hl7.org/fhir/sid/icd-10-cm',
    edition: 'ICD-10-CM 2026, April',
    file: 'icd-10-cm-2026.tsv.br',
    licence: 'A work of the government of the USA (NCHS, CMS), in the public domain.',
  },
] as const;

/** Tables of codes in files of the folder that comes with the program (`electron/codes`, `out/main/codes` when built). */
export function codeFiles(folder: string): CodeSystems {
  const tables = new Map<string, CodeTable>(
    shipped.map(({ file, ...about }) => [about.system, { ...about, read: () => rowsOf(join(folder, file)) }]),
  );
  return { find: (system) => tables.get(system) };
}

/**
 * Unpacks a file line by line: code, 1 when it may be billed (empty: not told), display, and each other name if there are any,
 * with tabs between. Editions that were brought before hold all other names of a code as one.
 */
export async function* rowsOf(path: string): AsyncGenerator<readonly CodeRow[]> {
  const file = createReadStream(path);
  const unpacked = createBrotliDecompress({ chunkSize });
  file.on('error', (error) => unpacked.destroy(error));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of file.pipe(unpacked)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield lines.map(rowOf);
  }
  if (rest !== '') yield [rowOf(rest)];
}

function rowOf(line: string): CodeRow {
  const [code = '', billable, display = '', ...otherNames] = line.split('\t');
  return {
    ...{ code, display },
    ...(billable === '' ? {} : { isBillable: billable === '1' }),
    ...(otherNames.length > 0 && { otherNames }),
  };
}
