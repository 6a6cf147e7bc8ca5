/** Runs what is about one matter one after another, in the order it was asked for. */
export class OneAtATime {
  readonly #last = new Map<string, Promise<unknown>>();

  async after<T>(matter: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(matter) ?? Promise.resolve();
    const next = before.then(work, work);
    this.#last.set(matter, next);
    try {
      return await next;
    } finally {
      if (this.#last.get(matter) === next) this.#last.delete(matter);
    }
  }
}
