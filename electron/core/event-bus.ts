import type { RecordChange } from './ports/store';
import type { Session } from './session';

/** What listeners are told; they make of it what their person may know. */
export type Told =
  | { readonly type: 'changed'; readonly change: RecordChange }
  | { readonly type: 'gap' }
  /** With a session: only its own windows are concerned (someone signed in or out there). */
  | { readonly type: 'connection'; readonly session?: Session }
  /** The windows of this session are told that the core answers. */
  | { readonly type: 'alive'; readonly session: Session }
  /** The windows of this session that were promised a gap are to be told it now. */
  | { readonly type: 'owed'; readonly session: Session };

/** So much waits for a listener that does not keep up; with more, everything is to be read again. */
export const MOST_WAITING = 5_000;

/** Everything that happens, told to everyone who listens; one for each core. */
export class EventBus {
  readonly #listeners = new Set<Listener>();

  tell(told: Told): void {
    for (const listener of this.#listeners) listener.take(told);
  }

  /** What happens from this call on, until `signal` is aborted. */
  listen(signal: AbortSignal): AsyncIterable<Told> {
    const listener = new Listener();
    if (signal.aborted) listener.end();
    else this.#listeners.add(listener);
    signal.addEventListener('abort', () => {
      this.#listeners.delete(listener);
      listener.end();
    });
    return listener.all();
  }
}

/** What waits to be told to one who listens. */
class Listener {
  #waiting: Told[] = [];
  #hasEnded = false;
  #wake: () => void = () => undefined;

  take(told: Told): void {
    // A gap stands for every change; that a connection is to be looked at as well is said in any case.
    if (this.#waiting.length >= MOST_WAITING) this.#waiting = [{ type: 'gap' }, { type: 'connection' }];
    this.#waiting.push(told);
    this.#wake();
  }

  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  async *all(): AsyncGenerator<Told, void, void> {
    while (!this.#hasEnded) {
      const told = this.#waiting.shift();
      if (told) yield told;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
