/** Lets so many through in a span of time (milliseconds), counted from the first one after the last span. */
export class RateLimit {
  #began = -Infinity;
  #count = 0;
  constructor(
    private readonly most: number,
    private readonly spanMs: number,
    private readonly now: () => number,
  ) {}

  admits(): boolean {
    const now = this.now();
    if (now - this.#began >= this.spanMs) {
      this.#began = now;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= this.most;
  }
}
