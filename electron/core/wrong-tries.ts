/** So many wrong ones are a slip of the finger. */
const freeTries = 3;
const longestMs = 60_000;

/** Slows down who guesses: after three wrong tries the next one waits a second, and twice as long after each further one. */
export class WrongTries {
  #count = 0;
  #last = new Date(0);

  note(now: Date): void {
    this.#count += 1;
    this.#last = now;
  }

  forget(): void {
    this.#count = 0;
  }

  /** No earlier than this; undefined when now is fine. */
  tryAgainAt(now: Date): Date | undefined {
    if (this.#count < freeTries) return undefined;
    const wait = Math.min(longestMs, 1_000 * 2 ** (this.#count - freeTries));
    const at = new Date(this.#last.getTime() + wait);
    return at > now ? at : undefined;
  }
}
