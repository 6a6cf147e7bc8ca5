/** A record as the core acknowledged it, by the last write that was acknowledged. */
export type Acknowledged = {
  readonly entity: string;
  readonly id: string;
  readonly revision: number;
  /** Texts that were sent, by field. */
  readonly texts: Readonly<Record<string, string>>;
  readonly isRemoved: boolean;
  /** Writes that were acknowledged; each left one audit entry. */
  readonly writes: number;
};

/** One write that was acknowledged, when, and since when it may be stored (`performance.now()`). */
type Write = { readonly key: string; readonly at: number; readonly storedSince: number };

/** Names one state of one record, as events of live updates name it too. */
export const keyOf = (at: { entity: string; id: string; revision?: number | undefined }): string =>
  `${at.entity} ${at.id} ${at.revision}`;

/** What the core said was stored: the measure that the database is held against in the end. */
export class Journal {
  readonly records = new Map<string, Acknowledged>();
  readonly writes: Write[] = [];
  /** What cannot be when every write is stored once: a revision that skips one, an answer that forgets what was sent. */
  readonly contradictions: string[] = [];
  #waiting: (() => void)[] = [];

  /** Notes an acknowledged write and wakes whoever waits for one. */
  note(
    entity: string,
    record: { readonly id: string; readonly revision: number },
    texts: Readonly<Record<string, string>> = {},
    { isRemoved = false, storedSince }: { isRemoved?: boolean; storedSince?: number | undefined } = {},
  ): void {
    const { id, revision } = record;
    const before = this.records.get(id);
    if (revision !== (before?.revision ?? 0) + 1)
      this.contradictions.push(`${entity} ${id} went from revision ${before?.revision ?? 0} to ${revision}`);
    const told = record as unknown as Readonly<Record<string, unknown>>;
    for (const [field, text] of Object.entries(texts))
      if (told[field] !== text)
        this.contradictions.push(`${keyOf({ entity, id, revision })} has another ${field}`);
    this.records.set(id, {
      ...{ entity, id, revision, isRemoved },
      texts: { ...before?.texts, ...texts },
      writes: (before?.writes ?? 0) + 1,
    });
    const at = performance.now();
    this.writes.push({ key: keyOf({ entity, id, revision }), at, storedSince: storedSince ?? at });
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves at the next acknowledgement, in the same turn of the event loop. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
