import type mongoose from 'mongoose';

/** What a counter is kept in: `{ _id: name, value }`. */
export const COUNTERS = 'counters';

type Waiting = {
  readonly atLeast: number;
  readonly resolve: (number: number) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Draws the next numbers of named counters, outside transactions: drawn inside, every two units that need one would
 * clash. Those who ask while a draw is under way are served together by the next one, so that many at once cost little.
 */
export class Counters {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #drawing = new Set<string>();

  constructor(private readonly database: mongoose.mongo.Db) {}

  /** A number that nobody else gets, from 1 and not below `atLeast`. */
  next(counter: string, atLeast = 1): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(counter, [...(this.#waiting.get(counter) ?? []), { atLeast, resolve, reject }]);
      if (!this.#drawing.has(counter)) void this.#drawFor(counter);
    });
  }

  async #drawFor(counter: string): Promise<void> {
    this.#drawing.add(counter);
    for (;;) {
      const served = this.#waiting.get(counter);
      if (!served) break;
      this.#waiting.delete(counter);
      try {
        const first = await this.#draw(counter, served);
        served.forEach(({ resolve }, index) => resolve(first + index));
      } catch (error) {
        for (const { reject } of served) reject(error);
      }
    }
    this.#drawing.delete(counter);
  }

  /** The first of as many numbers as are waited for. */
  async #draw(counter: string, served: readonly Waiting[]): Promise<number> {
    const before = Math.max(...served.map(({ atLeast }) => atLeast)) - 1;
    const value = { $add: [{ $max: ['$value', before] }, served.length] };
    const after = await this.database.collection<{ _id: string; value: number }>(COUNTERS).findOneAndUpdate(
      { _id: counter },
      [{ $set: { value } }],
      // Need not wait for the disk: the record that bears the number is written after it, and what comes later in the
      // journal is never kept without what came before.
      { upsert: true, returnDocument: 'after', writeConcern: { w: 1 } },
    );
    if (!after) throw new Error(`The counter ${counter} gave no number`);
    return after.value - served.length + 1;
  }
}

/** Draws a number of a counter for one unit of work. */
export type DrawNumber = (counter: string, atLeast?: number) => Promise<number>;

/** For each try of one unit: it gets the numbers of its first try again, so that a retry leaves no gap. */
export function numbersOfOneUnit(counters: Counters): () => DrawNumber {
  const drawn = new Map<string, number[]>();
  return () => {
    const used = new Map<string, number>();
    return async (counter, atLeast = 1) => {
      const numbers = drawn.get(counter) ?? [];
      drawn.set(counter, numbers);
      const index = used.get(counter) ?? 0;
      used.set(counter, index + 1);
      const known = numbers[index];
      if (known !== undefined && known >= atLeast) return known;
      const fresh = await counters.next(counter, atLeast);
      numbers[index] = fresh;
      return fresh;
    };
  };
}
