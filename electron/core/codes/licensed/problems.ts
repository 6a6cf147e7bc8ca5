export type Problem = { readonly file: string; readonly line: number; readonly reason: string };

/** So many are told; all are counted. */
const mostTold = 100;

/** What is wrong with the rows of an import. */
export class Problems {
  readonly told: Problem[] = [];
  count = 0;

  add(file: string, line: number, reason: string): void {
    this.count += 1;
    if (this.told.length < mostTold) this.told.push({ file, line, reason });
  }
}
