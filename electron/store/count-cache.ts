/** Selections of which the count is kept. */
const MOST_ENTRIES = 200;

/** Counts of selections, so that scrolling through a table counts once; forgotten when the entity changes. */
export class CountCache {
  /** In the order of use, oldest first. */
  readonly #counts = new Map<string, { readonly entity: string; readonly count: number }>();
  /** Grows with every change of an entity; a count that began before a change is not kept. */
  readonly #changes = new Map<string, number>();

  async count(entity: string, selection: unknown, count: () => Promise<number>): Promise<number> {
    const key = `${entity} ${JSON.stringify(selection)}`;
    const known = this.#counts.get(key);
    if (known) {
      this.#counts.delete(key);
      this.#counts.set(key, known);
      return known.count;
    }
    const before = this.#changes.get(entity);
    const fresh = await count();
    if (this.#changes.get(entity) === before) this.#keep(key, { entity, count: fresh });
    return fresh;
  }

  forget(entity: string): void {
    this.#changes.set(entity, (this.#changes.get(entity) ?? 0) + 1);
    for (const [key, kept] of this.#counts) if (kept.entity === entity) this.#counts.delete(key);
  }

  forgetAll(entities: Iterable<string>): void {
    for (const entity of entities) this.forget(entity);
  }

  #keep(key: string, kept: { readonly entity: string; readonly count: number }): void {
    this.#counts.set(key, kept);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_ENTRIES && oldest !== undefined) this.#counts.delete(oldest);
  }
}
