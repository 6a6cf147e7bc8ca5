import type { LicensedName } from '../../../../shared/rules/licensed-codes';
import { type LineBatch, NotText } from '../../ports/licensed-codes';
import { Problems } from './problems';

/** The codes of a release by code, and what is wrong with it. */
export type Release = {
  readonly displays: ReadonlyMap<string, string>;
  /** What else a code is called, as one text a code with tabs between the names: half a million lists would weigh more. */
  readonly otherNames: ReadonlyMap<string, string>;
  readonly problems: Problems;
  /** `YYYY-MM-DD`. */
  readonly newest?: string;
};
type Files = (part: string) => AsyncIterable<LineBatch>;
type Line = { readonly text: string; readonly number: number };

/** Each line of a file with its number; a last one without an end is a problem unless the format allows it. */
async function* linesOf(
  files: Files,
  part: string,
  problems: Problems,
  mayEndOpen = false,
): AsyncGenerator<Line> {
  let number = 0;
  try {
    for await (const { lines, isUnfinished } of files(part)) {
      for (const text of lines)
        yield { text: text.endsWith('\r') ? text.slice(0, -1) : text, number: (number += 1) };
      if (isUnfinished && !mayEndOpen)
        problems.add(
          part,
          number,
          'The file ends in the middle of a row: it was cut off. Bring the whole file.',
        );
    }
  } catch (error) {
    if (!(error instanceof NotText)) throw error;
    problems.add(part, number + 1, 'Not text in UTF-8. Save the file as UTF-8 and bring it again.');
    return;
  }
  if (number === 0) problems.add(part, 0, 'The file is empty.');
}

class OtherNames extends Map<string, string> {
  also(code: string, name: string): void {
    const before = this.get(code);
    const plain = name.replaceAll(/\s+/g, ' ').trim();
    if (plain) this.set(code, before ? `${before}\t${plain}` : plain);
  }
}

/** Names longer than a record takes are cut at a word. */
const longest = 300;
function shortened(name: string): string {
  const plain = name.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= longest) return plain;
  const cut = plain.slice(0, longest - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2))}…`;
}

const dayOf = (compact: string | undefined) =>
  compact && /^\d{8}$/.test(compact)
    ? `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`
    : undefined;

const conceptColumns = 'id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId';
const descriptionColumns =
  'id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId';
const fullySpecifiedName = '900000000000003001';
const synonym = '900000000000013009';

/**
 * SNOMED CT in Release Format 2: active concepts by their active fully specified name, and their active synonyms. The format is in the "SNOMED CT
 * Release File Specifications", 4.2.1 and 4.2.2.
 */
async function readSnomed(files: Files): Promise<Release> {
  const problems = new Problems();
  /** The line of each active concept; 0 for the others. */
  const concepts = new Map<string, number>();
  const displays = new Map<string, string>();
  const otherNames = new OtherNames();
  let newest = '';
  for await (const { text, number } of linesOf(files, 'concepts', problems)) {
    if (number === 1) {
      if (text === conceptColumns) continue;
      problems.add(
        'concepts',
        1,
        'This is no snapshot of concepts of SNOMED CT: its first row is another one.',
      );
      return { displays, otherNames, problems };
    }
    const [id = '', time = '', active = '', ...others] = text.split('\t');
    if (others.length !== 2 || !/^\d{6,18}$/.test(id) || !/^[01]$/.test(active) || !dayOf(time))
      problems.add('concepts', number, 'Not a row of a concept: five columns, with an id, a day and 0 or 1.');
    else if (concepts.has(id))
      problems.add('concepts', number, `Concept ${id} is there twice: this is no snapshot.`);
    else concepts.set(id, active === '1' ? number : 0);
    if (time > newest) newest = time;
  }
  for await (const { text, number } of linesOf(files, 'descriptions', problems)) {
    if (number === 1) {
      if (text === descriptionColumns) continue;
      problems.add(
        'descriptions',
        1,
        'This is no snapshot of descriptions of SNOMED CT: its first row is another one.',
      );
      return { displays, otherNames, problems };
    }
    const columns = text.split('\t');
    const [, , active, , concept = '', , type, term = ''] = columns;
    const line = concepts.get(concept);
    if (columns.length !== 9 || term.trim() === '') {
      problems.add('descriptions', number, 'Not a row of a description: nine columns, with a term.');
    } else if (line === undefined) {
      problems.add('descriptions', number, `Describes concept ${concept}, which is not in the other file.`);
    } else if (line > 0 && active === '1') {
      if (type === fullySpecifiedName) displays.set(concept, shortened(term));
      if (type === synonym) otherNames.also(concept, term);
    }
  }
  for (const [concept, line] of concepts) {
    if (line > 0 && !displays.has(concept))
      problems.add('concepts', line, `Concept ${concept} has no full name in the file of descriptions.`);
  }
  return { displays, otherNames, problems, newest: dayOf(newest) };
}

/** Kinds of names of RxNorm that say what may be prescribed, the best first; and what else that is called. Groups are left out. */
const kindsOfNames = ['SCD', 'SBD', 'GPCK', 'BPCK', 'IN', 'PIN', 'MIN', 'BN', 'SCDF', 'SBDF'];
const kindsOfOtherNames = ['SY', 'TMSY', 'PSN', 'ET'];

/**
 * RxNorm: names of its own (SAB RXNORM) in English that are not suppressed, one a concept. The columns of RXNCONSO.RRF are in
 * the RxNorm Technical Documentation, 12.4.
 */
async function readRxNorm(files: Files): Promise<Release> {
  const problems = new Problems();
  const displays = new Map<string, string>();
  const otherNames = new OtherNames();
  const ranks = new Map<string, number>();
  for await (const { text, number } of linesOf(files, 'names', problems)) {
    const columns = text.split('|');
    if (columns.length !== 19 || !/^\d{1,8}$/.test(columns[0] ?? '')) {
      problems.add(
        'names',
        number,
        'Not a row of RXNCONSO.RRF: eighteen columns that each end with |, first an RXCUI.',
      );
      // Of another file each line is wrong: the first ones tell enough.
      if (number > 20 && displays.size === 0) break;
      continue;
    }
    const [code = '', language, , , , , , , , , , source, kind = '', , name = '', , suppressed] = columns;
    if (source !== 'RXNORM' || language !== 'ENG' || suppressed !== 'N') continue;
    if (kindsOfOtherNames.includes(kind)) otherNames.also(code, name);
    const rank = kindsOfNames.indexOf(kind);
    if (rank < 0) continue;
    if (name.trim() === '') problems.add('names', number, `RXCUI ${code} has no name.`);
    else if (rank < (ranks.get(code) ?? kindsOfNames.length)) {
      ranks.set(code, rank);
      displays.set(code, shortened(name));
    }
  }
  return { displays, otherNames, problems };
}

const isCpt = (code: string) => /^\d{4}[\dFTUMA]$/.test(code);

/** CPT: the consolidated list, whose row of heads names "CPT Code" and "Long", or two columns without heads. */
async function readCpt(files: Files): Promise<Release> {
  const problems = new Problems();
  const displays = new Map<string, string>();
  const otherNames = new OtherNames();
  let at: { readonly code: number; readonly names: readonly number[]; readonly count: number } | null = null;
  for await (const { text, number } of linesOf(files, 'codes', problems, true)) {
    const columns = text.split('\t').map((column) => column.trim().replace(/^"(.*)"$/, '$1'));
    const heads = columns.map((column) => column.toLowerCase());
    if (!at && heads.includes('cpt code') && heads.some((head) => head.startsWith('long'))) {
      const place = (begin: string) => heads.findIndex((head) => head.startsWith(begin));
      const names = [place('long'), place('medium'), place('short')].filter((index) => index >= 0);
      at = { code: heads.indexOf('cpt code'), names, count: columns.length };
      continue;
    }
    if (!at && isCpt(columns[0] ?? '')) at = { code: 0, names: [1], count: 2 };
    // Before the codes stands whose they are.
    if (!at || text.trim() === '') continue;
    const code = columns[at.code] ?? '';
    const names = at.names.map((index) => columns[index] ?? '').filter(Boolean);
    if (!isCpt(code)) problems.add('codes', number, 'No code of CPT: five characters, four digits first.');
    else if (names.length === 0) problems.add('codes', number, `Code ${code} has no name.`);
    else if (displays.has(code)) problems.add('codes', number, `Code ${code} is there twice.`);
    else {
      const display = names.find((name) => name.length <= longest) ?? names[0] ?? '';
      displays.set(code, shortened(display));
      for (const name of names) if (name !== display) otherNames.also(code, name);
    }
  }
  if (!at && problems.count === 0)
    problems.add(
      'codes',
      0,
      'No codes of CPT were found: neither a row of heads with "CPT Code" nor rows that begin with one.',
    );
  return { displays, otherNames, problems };
}

const readers: Readonly<Record<LicensedName, (files: Files) => Promise<Release>>> = {
  snomed: readSnomed,
  rxnorm: readRxNorm,
  cpt: readCpt,
};

/** Reads the files of a release. Nothing is kept; what is wrong with a row does not stop it. */
export const readRelease = (system: LicensedName, files: Files): Promise<Release> => readers[system](files);
