/** How long looking again is the same looking, in milliseconds. */
const SAME_FOR_MS = 10 * 60_000;
/** Of more, the oldest are let go. */
const MOST = 1_000;

/** Who looked at what a moment ago, so that the trail keeps it once. */
export class RecentReads {
  readonly #seen = new Map<string, number>();

  /** True when this was not looked at in the last ten minutes. */
  isNew(what: string, now: Date): boolean {
    const before = this.#seen.get(what);
    if (before !== undefined && now.getTime() - before < SAME_FOR_MS) return false;
    this.#seen.delete(what);
    this.#seen.set(what, now.getTime());
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= MOST) break;
      this.#seen.delete(oldest);
    }
    return true;
  }
}
