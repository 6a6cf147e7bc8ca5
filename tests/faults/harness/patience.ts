import { setTimeout as pause } from 'node:timers/promises';
import { ORPCError } from '@orpc/client';

/** The interface gives up on a call after so long (`renderer/app/desk-link.ts`); none may take longer. */
export const PAGE_PATIENCE_MS = 20_000;

/** An answer; `storedSince` when an earlier try may have stored what was asked for: that may be since the first one began. */
export type Answered<T> = { readonly answer: T; readonly storedSince?: number };

/** What became of calls that did not go through at once. */
export class Patience {
  calls = 0;
  /** Calls that ended with UNAVAILABLE and were made again. */
  unavailable = 0;
  longestMs = 0;
  /** Refusals that nobody should meet: NOT_FOUND of what was stored, a clash with oneself. */
  readonly refusals: string[] = [];
  /** Errors that are none of the contract's, and INTERNAL. */
  readonly untyped: string[] = [];
  #hasEnded = false;

  /** Nobody presses Save any more: what is under way is not tried again. */
  giveUp(): void {
    this.#hasEnded = true;
  }

  /**
   * Makes the same call again for as long as it ends with UNAVAILABLE, as somebody does who presses Save again. Null when
   * it was refused, which is noted.
   */
  async until<T>(what: string, call: () => Promise<T>): Promise<Answered<T> | null> {
    const began = performance.now();
    for (let tries = 1; ; tries += 1) {
      const from = performance.now();
      this.calls += 1;
      try {
        const answer = await call();
        return { answer, ...(tries > 1 && { storedSince: began }) };
      } catch (error) {
        const code = error instanceof ORPCError ? error.code : 'none';
        if (code !== 'UNAVAILABLE') {
          const list = code === 'none' || code === 'INTERNAL' ? this.untyped : this.refusals;
          list.push(`${what}: ${code} ${error instanceof Error ? error.message : String(error)}`);
          return null;
        }
        this.unavailable += 1;
        if (this.#hasEnded) return null;
      } finally {
        this.longestMs = Math.max(this.longestMs, performance.now() - from);
      }
      await pause(50 + Math.random() * 150);
    }
  }
}
