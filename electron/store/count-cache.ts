/** Selections of which the count is kept. */
const MOST_ENTRIES = 200;

/**
 * Counts of selections, so that scrolling through a table counts once, and two who ask at once count together;
 * forgotten when the entity changes.
 */
export class CountCache {
  /** In the order of use, oldest first. */
  readonly #counts = new Map<string, Kept>();

  async count(entity: string, selection: unknown, count: () => Promise<number>): Promise<number> {
    const key = `${entity} ${JSON.stringify(selection)}`;
    const known = this.#counts.get(key);
    if (known) this.#counts.delete(key);
    // Kept before it begins to count, so that a change meanwhile makes it forgotten.
    const kept = known ?? { entity, count: Promise.resolve().then(count) };
    this.#keep(key, kept);
    try {
      return await kept.count;
    } catch (error) {
      if (this.#counts.get(key) === kept) this.#counts.delete(key);
      throw error;
    }
  }

  forget(entity: string): void {
    for (const [key, kept] of this.#counts) if (kept.entity === entity) this.#counts.delete(key);
  }

  forgetAll(entities: Iterable<string>): void {
    for (const entity of entities) this.forget(entity);
  }

  #keep(key: string, kept: Kept): void {
    this.#counts.set(key, kept);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MOST_ENTRIES && oldest !== undefined) this.#counts.delete(oldest);
  }
}

type Kept = { readonly entity: string; readonly count: Promise<number> };
