/** So far back is looked: less jumps about, more hides that a link has become slow. */
const WINDOW_MS = 10_000;
/** Less than this says nothing. */
const LEAST_MS = 1_500;

type Sample = { readonly at: number; readonly bytes: number };

/** How fast something goes, by what was done when. */
export class Speed {
  #samples: Sample[] = [];
  readonly #clock: () => number;

  constructor(clock = () => performance.now()) {
    this.#clock = clock;
  }

  /** `bytes`: all that is done so far. */
  note(bytes: number): void {
    const at = this.#clock();
    this.#samples = [...this.#samples.filter((each) => at - each.at <= WINDOW_MS), { at, bytes }];
  }

  /** Nothing while too little is known. */
  estimate(bytesLeft: number): { bytesPerSecond?: number; secondsLeft?: number } {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < LEAST_MS || last.bytes <= first.bytes) return {};
    const bytesPerSecond = ((last.bytes - first.bytes) / (this.#clock() - first.at)) * 1_000;
    return { bytesPerSecond, secondsLeft: Math.max(0, bytesLeft) / bytesPerSecond };
  }
}
