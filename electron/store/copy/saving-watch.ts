import type mongoose from 'mongoose';
import type { Saving } from '../../core/ports/clinic-copies';
import { holdableIn, release } from './held-collections';
import { lift } from './hold';
import { intoNotes, type OutNote, outNotes } from './notes';

/** How often a database that is held is looked at: who holds it may be gone. */
const LOOK_MS = 10_000;

/** Knows whether the open database takes changes, and ends a pause whose computer says nothing any more. */
export class SavingWatch {
  readonly #listeners = new Set<(saving: Saving) => void>();
  readonly #database: mongoose.mongo.Db;
  #saving: Saving = { kind: 'open' };
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(database: mongoose.mongo.Db) {
    this.#database = database;
  }

  get saving(): Saving {
    return this.#saving;
  }

  onSaving(listener: (saving: Saving) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Looks again, after what is being looked at now. Rejects only when `first`; else it is looked again soon. */
  look({ first = false } = {}): Promise<void> {
    const next = this.#looking.then(() => this.#lookOnce());
    this.#looking = next.catch(() => this.#lookLater());
    return first ? next : this.#looking;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  async #lookOnce(): Promise<void> {
    if (this.#isClosed) return;
    let note = await outNotes(this.#database).findOne({ _id: 'out' });
    if (isPaused(note) && (await lift(this.#database, { from: ['holding', 'lifting'] })))
      note = await outNotes(this.#database).findOne({ _id: 'out' });
    if (!isPaused(note)) await releaseForgotten(this.#database);
    this.#set(savingOf(note));
    if (isPaused(note)) this.#lookLater();
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => void this.look(), LOOK_MS).unref();
  }

  #set(saving: Saving): void {
    if (JSON.stringify(saving) === JSON.stringify(this.#saving)) return;
    this.#saving = saving;
    for (const listener of this.#listeners) listener(saving);
  }
}

/**
 * Gives collections back what they were judged by whose hold is in no note any more: somebody took it for left behind, and
 * who had set it was gone before it saw that.
 */
async function releaseForgotten(database: mongoose.mongo.Db): Promise<void> {
  const ids = new Set((await holdableIn(database)).flatMap(({ heldBy }) => heldBy ?? []));
  if (ids.size === 0) return;
  // Only now: a hold is noted before its first rule is set.
  const out = await outNotes(database).findOne({ _id: 'out' });
  const into = await intoNotes(database).findOne({ _id: 'into', state: 'unfinished' });
  for (const id of ids) if (id !== out?.hold?.id && id !== into?.copy) await release(database, id);
}

const isPaused = (note: OutNote | null) => note?.state === 'holding' || note?.state === 'lifting';

function savingOf(note: OutNote | null): Saving {
  if (!note || note.state === 'copying') return { kind: 'open' };
  const { to, by, since } = note;
  return { kind: note.state === 'moved' ? 'moved' : 'paused', to: to.name, by, since };
}
