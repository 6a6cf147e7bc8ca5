import type { procedures, ShippedEdition } from '../../../shared/contract';
import { isSameName } from '../../../shared/rules/code-names';
import { codeSystemOf, codeSystems } from '../../../shared/schema';
import type { CodeSystems, CodeTable } from '../ports/code-systems';
import { invalid } from '../refusal';
import type { HandlersOf } from '../router';
import { CodeIndex } from './code-index';
import { fhirValues } from './fhir-values';
import { loinc } from './loinc';
import { ucum } from './ucum';

const usualLimit = 12;

/** The tables that are part of the program, by the address they are asked for under. */
const builtIn: ReadonlyMap<string, CodeTable> = new Map([
  ...fhirValues,
  [codeSystems.loinc.uri, loinc],
  [codeSystems.ucum.uri, ucum],
]);

/** Looks codes up. A table is read and indexed when it is first asked for, never at the start. */
export function codeHandlers(
  places: readonly CodeSystems[],
): Pick<HandlersOf<(typeof procedures)['codes']>, 'lookup' | 'missing' | 'shipped'> {
  const indexes = new WeakMap<CodeTable, Promise<CodeIndex>>();

  function indexOf(table: CodeTable): Promise<CodeIndex> {
    const known = indexes.get(table);
    if (known) return known;
    const index = CodeIndex.of(table);
    indexes.set(table, index);
    // What could not be read is tried again by whoever asks next.
    index.catch(() => indexes.delete(table));
    return index;
  }

  const find = (uri: string) => builtIn.get(uri) ?? firstOf(places, uri);
  return {
    async missing({ codes }) {
      const missing = [];
      const otherwise = [];
      for (const { system, code, display } of codes) {
        const known = codeSystemOf(system);
        const table = known?.isBuiltIn ? find(system) : undefined;
        if (!known || !table || code.trim() === '') continue;
        const row = (await indexOf(table)).rowOf(code);
        const { edition } = table;
        // Of LOINC only a part is here: what it lacks says nothing.
        if (!row && known.uri !== codeSystems.loinc.uri) missing.push({ system, code, edition });
        if (row && display !== undefined && !isSameName(display, row.display))
          otherwise.push({ system, code, display: row.display, edition });
      }
      return { missing, otherwise };
    },
    shipped: () => shippedEditions(find),
    async lookup({ system, text, limit = usualLimit, billableOnly }) {
      const table = find(system);
      if (!table) throw notHere(system);
      const { codes, total, isMore } = (await indexOf(table)).find({ text, limit, billableOnly });
      const { edition, notice } = table;
      return {
        codes: codes.map((row) => ({ system: table.system, ...row })),
        total,
        isMore,
        edition,
        notice,
      };
    },
  };
}

/** What the program brings: each system by itself, and all value sets of FHIR as one. */
async function shippedEditions(find: (uri: string) => CodeTable | undefined): Promise<ShippedEdition[]> {
  const editions = new Map<string, ShippedEdition>();
  for (const { uri, label, use, isBuiltIn } of Object.values(codeSystems)) {
    const table = isBuiltIn ? find(uri) : undefined;
    if (!table) continue;
    const name = use === 'value' ? 'Values of FHIR' : label;
    const before = editions.get(name)?.codes ?? 0;
    const { edition, notice, licence = '' } = table;
    const codes = before + (await countOf(table));
    editions.set(name, { label: name, edition, codes, licence: notice ?? licence });
  }
  return [...editions.values()];
}

/** Counted once: a table that came with the program stays what it is. */
const counts = new WeakMap<CodeTable, Promise<number>>();

function countOf(table: CodeTable): Promise<number> {
  const kept = counts.get(table);
  if (kept) return kept;
  const counted = (async () => {
    let count = 0;
    for await (const rows of table.read()) count += rows.length;
    return count;
  })();
  counts.set(table, counted);
  // One that could not be read is read again when it is asked for again.
  counted.catch(() => counts.delete(table));
  return counted;
}

/** Only those that are asked: the index of an edition that was replaced goes with its table. */
function firstOf(places: readonly CodeSystems[], system: string): CodeTable | undefined {
  for (const place of places) {
    const table = place.find(system);
    if (table) return table;
  }
  return undefined;
}

function notHere(uri: string) {
  const known = codeSystemOf(uri);
  return invalid(
    ['system'],
    known
      ? `The codes of ${known.label} are not on this computer. Type the code and its name.`
      : 'There is no such code system here.',
  );
}
