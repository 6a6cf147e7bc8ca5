import { createHash, type Hash } from 'node:crypto';

/** Uploads that are followed at once; of more, the hash is made from what is stored. */
const MOST = 64;

/** The SHA-256 of files that come in piece by piece, so that their content need not be read again at the end. */
export class RunningHashes {
  readonly #running = new Map<string, { hash: Hash; at: number }>();

  add(file: string, offset: number, piece: Uint8Array): void {
    let running = this.#running.get(file);
    if (!running && offset === 0) {
      const [oldest] = this.#running.keys();
      if (this.#running.size >= MOST && oldest !== undefined) this.#running.delete(oldest);
      this.#running.set(file, (running = { hash: createHash('sha256'), at: 0 }));
    }
    if (!running) return;
    // Answers may overtake each other: what was not followed in order is not trusted.
    if (running.at !== offset) {
      this.#running.delete(file);
      return;
    }
    running.hash.update(piece);
    running.at += piece.length;
  }

  /** Of the first `size` bytes; null when they were not all followed. */
  digest(file: string, size: number): string | null {
    const running = this.#running.get(file);
    return running?.at === size ? running.hash.copy().digest('hex') : null;
  }

  forget(file: string): void {
    this.#running.delete(file);
  }
}
