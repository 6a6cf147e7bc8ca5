import {
  constants as fileConstants,
  createReadStream,
  createWriteStream,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { constants, createBrotliCompress } from 'node:zlib';
import { z } from 'zod';
import type { CodeRow, CodeTable } from '../core/ports/code-systems';
import { type LicensedCodes, type LineBatch, NotText } from '../core/ports/licensed-codes';
import { rowsOf } from './code-files';

/** What stands beside the packed rows of an edition; its file is the last that is written, and makes the edition. */
const facts = z.object({
  system: z.string(),
  uri: z.string(),
  edition: z.string(),
  codes: z.number(),
  importedAt: z.coerce.date(),
  importedByName: z.string(),
  file: z.string(),
});
type Facts = z.infer<typeof facts>;

const packedFacts = z.object({ system: z.string(), codes: z.number() });
/** An import that nobody went on with for so long is given up. */
const keptFor = 24 * 3_600_000;
const onlyOurs = { recursive: true, mode: 0o700 } as const;

/** Licensed codes in a folder: `snomed.json` and the rows that it names, and `imports/` for what is on its way. */
export function licensedCodeFiles(folder: string): LicensedCodes {
  const imports = join(folder, 'imports');
  const placeOf = (id: string) => join(imports, id);
  let known: Map<string, { readonly facts: Facts; readonly table: CodeTable }> | undefined;

  /** Read when it is first asked for; from then on only this process writes here. */
  function installed() {
    known ??= new Map(readFacts(folder).map((each) => [each.system, withTable(folder, each)]));
    return known;
  }

  return {
    find: (uri) => [...installed().values()].find((each) => each.facts.uri === uri)?.table,
    editions: () => [...installed().values()].map(({ facts: { file: _file, ...edition } }) => edition),

    async take(id, part, { offset, bytes }) {
      if (offset === 0) await dropOld(imports);
      await mkdir(placeOf(id), onlyOurs);
      // Written at its own place: the same piece twice, also at once, leaves what one leaves.
      const flags = fileConstants.O_RDWR | fileConstants.O_CREAT;
      const file = await open(join(placeOf(id), part), flags, 0o600);
      try {
        const { size } = await file.stat();
        if (offset > size) return size;
        await file.write(bytes, 0, bytes.length, offset);
        return Math.max(size, offset + bytes.length);
      } finally {
        await file.close();
      }
    },

    async size(id, part) {
      return (await unlessMissing(stat(join(placeOf(id), part))))?.size ?? 0;
    },

    lines: (id, part) => linesOf(join(placeOf(id), part)),

    async pack(id, system, rows) {
      let codes = 0;
      const text = async function* () {
        for await (const batch of rows) {
          codes += batch.length;
          yield batch.map(lineOf).join('');
        }
      };
      const packer = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      const target = createWriteStream(join(placeOf(id), 'packed'), { mode: 0o600 });
      await pipeline(Readable.from(text()), packer, target);
      await writeFile(join(placeOf(id), 'packed.json'), JSON.stringify({ system, codes }), { mode: 0o600 });
    },

    async unpack(id) {
      await rm(join(placeOf(id), 'packed.json'), { force: true });
      await rm(join(placeOf(id), 'packed'), { force: true });
    },

    async packed(id) {
      const text = await unlessMissing(readFile(join(placeOf(id), 'packed.json'), 'utf8'));
      return text === null ? null : packedFacts.parse(JSON.parse(text));
    },

    async install(id, edition) {
      const file = `${edition.system}-${id}.tsv.br`;
      const before = installed().get(edition.system)?.facts.file;
      // Asked again, by a transaction that is tried once more: it lies there already.
      await unlessMissing(rename(join(placeOf(id), 'packed'), join(folder, file)));
      const stored = { ...edition, file };
      const draft = join(placeOf(id), 'edition.json');
      await mkdir(placeOf(id), onlyOurs);
      await writeFile(draft, JSON.stringify(stored), { mode: 0o600, flush: true });
      await rename(draft, join(folder, `${edition.system}.json`));
      installed().set(edition.system, withTable(folder, stored));
      if (before && before !== file) await rm(join(folder, before), { force: true });
      await rm(placeOf(id), { recursive: true, force: true });
    },

    async drop(id) {
      await rm(placeOf(id), { recursive: true, force: true });
    },

    async remove(system) {
      const found = installed().get(system);
      if (!found) return false;
      await rm(join(folder, `${system}.json`), { force: true });
      installed().delete(system);
      await rm(join(folder, found.facts.file), { force: true });
      return true;
    },
  };
}

/** As `code-files` reads it: code, whether it may be billed (not told here), display, each other name. */
const lineOf = ({ code, display, otherNames }: CodeRow) =>
  `${[code, '', display, ...(otherNames ?? [])].join('\t')}\n`;

function withTable(folder: string, given: Facts) {
  const { uri: system, edition, file } = given;
  return { facts: given, table: { system, edition, read: () => rowsOf(join(folder, file)) } };
}

function readFacts(folder: string): Facts[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return names.map((name) => facts.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

async function* linesOf(path: string): AsyncGenerator<LineBatch> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new NotText('Not UTF-8', { cause: error });
    }
  };
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const lines = (rest + decode(chunk as Uint8Array)).split('\n');
    rest = lines.pop() ?? '';
    yield { lines, isUnfinished: false };
  }
  rest += decode();
  if (rest !== '') yield { lines: [rest], isUnfinished: true };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function unlessMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Imports whose window was closed in the middle. */
async function dropOld(imports: string): Promise<void> {
  for (const name of (await unlessMissing(readdir(imports))) ?? []) {
    const found = await unlessMissing(stat(join(imports, name)));
    if (found && Date.now() - found.mtimeMs > keptFor)
      await rm(join(imports, name), { recursive: true, force: true });
  }
}
