import { codeKey } from '../../../shared/rules/code-names';
import type { CodeRow, CodeTable } from '../ports/code-systems';
import { takeTurns } from '../turns';
import { BestPlaces } from './best-places';
import { nameMeant, namesThatAdd } from './other-names';
import { longestDisplay, PackedRows } from './packed-rows';
import { rangeOfPrefix, WordCollector, type WordIndex } from './word-index';

type CodeQuery = {
  readonly text: string;
  readonly limit: number;
  /** Leaves out what no bill may carry; tables that do not tell are not narrowed. */
  readonly billableOnly?: boolean | undefined;
};
type FoundRow = Omit<CodeRow, 'otherNames'> & {
  /** The other name that was meant, where the display does not have the words. */
  readonly foundBy?: string;
};
type FoundRows = {
  readonly codes: readonly FoundRow[];
  readonly total: number;
  /** Not all were counted. */
  readonly isMore?: boolean;
};

/** With more places than this to look at, one letter takes too long: short displays are looked at until there are enough. */
const tooBroad = 25_000;
const mostWalked = 60_000;
const enough = 100;

/** The codes of one table in memory, found by the beginning of a code or by words of its names. */
export class CodeIndex {
  private constructor(
    private readonly rows: PackedRows,
    /** Rows by their code, ascending, and where each row stands among them. */
    private readonly byCode: Uint32Array,
    private readonly positions: Uint32Array,
    private readonly words: WordIndex,
    /** Rows by the length of their display, the shortest first. */
    private readonly byLength: Uint32Array,
  ) {}

  /** Reads a table once; others have their turn in between. Rejects as reading does. */
  static async of(table: CodeTable): Promise<CodeIndex> {
    const rows = new PackedRows();
    const words = new WordCollector();
    const turns = takeTurns();
    let isSorted = true;
    let before = '';
    for await (const batch of table.read()) {
      for (const row of batch) {
        if (turns.isOver()) await turns.next();
        const key = codeKey(row.code);
        isSorted &&= before <= key;
        before = key;
        const { display, otherNames } = row;
        rows.push(otherNames ? { ...row, otherNames: namesThatAdd(display, otherNames) } : row);
        words.add(otherNames ? [display, ...otherNames].join(' ') : display);
      }
    }
    rows.finish();
    const byCode = new Uint32Array(rows.length);
    for (let place = 0; place < byCode.length; place += 1) byCode[place] = place;
    // Sorting a hundred thousand codes would hold others up; a large table comes sorted.
    if (!isSorted) {
      const keys = Array.from(byCode, (place) => codeKey(rows.at(place).code));
      byCode.sort((one, other) => ((keys[one] ?? '') < (keys[other] ?? '') ? -1 : 1));
    }
    const positions = new Uint32Array(rows.length);
    for (let position = 0; position < byCode.length; position += 1) {
      positions[byCode[position] ?? 0] = position;
    }
    await turns.next();
    return new CodeIndex(rows, byCode, positions, await words.finish(), shortestFirst(rows));
  }

  /**
   * Codes that begin with the text, in the order of codes, so that the very code comes first; then those in whose names
   * each typed word begins some word: whole words before beginnings, billable ones before others, short before long.
   * Without text, the first of the table.
   */
  find({ text, limit, billableOnly = false }: CodeQuery): FoundRows {
    const { rows } = this;
    const isWanted = (place: number) => !billableOnly || rows.isBillable(place) !== false;
    const places: number[] = [];
    let total = 0;
    let isMore = false;
    const take = (place: number) => {
      if (!isWanted(place)) return;
      total += 1;
      if (places.length < limit) places.push(place);
    };

    if (text.trim() === '') {
      for (let place = 0; place < rows.length; place += 1) take(place);
    } else {
      const [from, to] = this.codesFrom(codeKey(text));
      for (let position = from; position < to; position += 1) take(this.byCode[position] ?? 0);
      const best = new BestPlaces(limit - places.length);
      const found = (place: number, unfinished: number) => {
        const position = this.positions[place] ?? 0;
        const isTaken = position >= from && position < to;
        if (isTaken || !isWanted(place)) return;
        total += 1;
        best.add(place, this.rankOf(place, unfinished));
      };
      const some = this.words.breadthOf(text) > tooBroad ? this.shortOnesWith(text) : [];
      isMore = some.length >= enough;
      if (isMore) for (const [place, unfinished] of some) found(place, unfinished);
      else this.words.match(text, found);
      places.push(...best.places);
    }
    return { codes: places.map((place) => this.found(place, text)), total, ...(isMore ? { isMore } : {}) };
  }

  private found(place: number, text: string): FoundRow {
    const { otherNames, ...row } = this.rows.at(place);
    const isByCode = text.trim() === '' || codeKey(row.code).startsWith(codeKey(text));
    const foundBy = otherNames && !isByCode ? nameMeant(text, row.display, otherNames) : undefined;
    return foundBy === undefined ? row : { ...row, foundBy };
  }

  /** The first rows that have all the words, the short ones first; fewer than `enough` where they are rare together. */
  private shortOnesWith(text: string): [place: number, unfinished: number][] {
    const unfinishedIn = this.words.unfinishedIn(text);
    const some: [number, number][] = [];
    for (let at = 0; at < this.byLength.length && at < mostWalked && some.length < enough; at += 1) {
      const place = this.byLength[at] ?? 0;
      const unfinished = unfinishedIn(place);
      if (unfinished >= 0) some.push([place, unfinished]);
    }
    return some;
  }

  /** One number for what comes first: words typed to their end, what may be billed, short displays. */
  private rankOf(place: number, unfinished: number): number {
    const category = Number(this.rows.isBillable(place) === false);
    return (unfinished * 2 + category) * 1_024 + this.rows.displayLength(place);
  }

  /** The row of a code, however it is written: "E11.9" and "e119" are one. undefined when there is none. */
  rowOf(code: string): CodeRow | undefined {
    const key = codeKey(code);
    const [from, to] = this.codesFrom(key);
    // The very code comes first of those that begin with it.
    const first = from < to ? this.rows.at(this.byCode[from] ?? 0) : undefined;
    return first && codeKey(first.code) === key ? first : undefined;
  }

  /** The places in `byCode` of codes that begin so. */
  private codesFrom(typed: string): [number, number] {
    if (typed === '') return [0, 0];
    return rangeOfPrefix(typed, this.byCode.length, (position) =>
      codeKey(this.rows.at(this.byCode[position] ?? 0).code),
    );
  }
}

/** The places of rows by the length of their displays; of one length, in the order of the table. */
function shortestFirst(rows: PackedRows): Uint32Array {
  const starts = new Uint32Array(longestDisplay + 2);
  for (let place = 0; place < rows.length; place += 1) {
    const after = rows.displayLength(place) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let length = 1; length < starts.length; length += 1)
    starts[length] = (starts[length] ?? 0) + (starts[length - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const length = rows.displayLength(place);
    const to = starts[length] ?? 0;
    sorted[to] = place;
    starts[length] = to + 1;
  }
  return sorted;
}
