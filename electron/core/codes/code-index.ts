import type { CodeRow, CodeTable } from '../ports/code-systems';
import { takeTurns } from '../turns';
import { BestPlaces } from './best-places';
import { PackedRows } from './packed-rows';
import { rangeOfPrefix, WordCollector, type WordIndex } from './word-index';

type CodeQuery = {
  readonly text: string;
  readonly limit: number;
  /** Leaves out what no bill may carry; tables that do not tell are not narrowed. */
  readonly billableOnly?: boolean | undefined;
};
type FoundRows = { readonly codes: readonly CodeRow[]; readonly total: number };

/** A code as it is compared: "E11.9", "e119" and " E11.9 " are the same. */
const keyOf = (code: string) => code.trim().toLowerCase().replace(/[.-]/g, '');

/** The codes of one table in memory, found by the beginning of a code or by words of the display. */
export class CodeIndex {
  private constructor(
    private readonly rows: PackedRows,
    /** Rows by their code, ascending, and where each row stands among them. */
    private readonly byCode: Uint32Array,
    private readonly positions: Uint32Array,
    private readonly words: WordIndex,
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
        const key = keyOf(row.code);
        isSorted &&= before <= key;
        before = key;
        rows.push(row);
        words.add(row.display);
      }
    }
    const byCode = new Uint32Array(rows.length);
    for (let place = 0; place < byCode.length; place += 1) byCode[place] = place;
    // Sorting a hundred thousand codes would hold others up; a large table comes sorted.
    if (!isSorted) {
      const keys = Array.from(byCode, (place) => keyOf(rows.at(place).code));
      byCode.sort((one, other) => ((keys[one] ?? '') < (keys[other] ?? '') ? -1 : 1));
    }
    const positions = new Uint32Array(rows.length);
    for (let position = 0; position < byCode.length; position += 1) {
      positions[byCode[position] ?? 0] = position;
    }
    await turns.next();
    return new CodeIndex(rows, byCode, positions, await words.finish());
  }

  /**
   * Codes that begin with the text, in the order of codes, so that the very code comes first; then those in whose display
   * each typed word begins some word: whole words before beginnings, billable ones before others, short before long.
   * Without text, the first of the table.
   */
  find({ text, limit, billableOnly = false }: CodeQuery): FoundRows {
    const { rows } = this;
    const isWanted = (place: number) => !billableOnly || rows.isBillable(place) !== false;
    const places: number[] = [];
    let total = 0;
    const take = (place: number) => {
      if (!isWanted(place)) return;
      total += 1;
      if (places.length < limit) places.push(place);
    };

    if (text.trim() === '') {
      for (let place = 0; place < rows.length; place += 1) take(place);
    } else {
      const [from, to] = this.codesFrom(keyOf(text));
      for (let position = from; position < to; position += 1) take(this.byCode[position] ?? 0);
      const best = new BestPlaces(limit - places.length);
      this.words.match(text, (place, unfinished) => {
        const position = this.positions[place] ?? 0;
        const isTaken = position >= from && position < to;
        if (isTaken || !isWanted(place)) return;
        total += 1;
        best.add(place, this.rankOf(place, unfinished));
      });
      places.push(...best.places);
    }
    return { codes: places.map((place) => rows.at(place)), total };
  }

  /** One number for what comes first: words typed to their end, what may be billed, short displays. */
  private rankOf(place: number, unfinished: number): number {
    const category = Number(this.rows.isBillable(place) === false);
    return (unfinished * 2 + category) * 1_024 + this.rows.displayLength(place);
  }

  /** The places in `byCode` of codes that begin so. */
  private codesFrom(typed: string): [number, number] {
    if (typed === '') return [0, 0];
    return rangeOfPrefix(typed, this.byCode.length, (position) =>
      keyOf(this.rows.at(this.byCode[position] ?? 0).code),
    );
  }
}
