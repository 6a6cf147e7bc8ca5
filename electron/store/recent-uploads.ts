import type { Upload } from '../core/ports/file-store';

/** Uploads that are followed at once; where the others stand is asked of the database. */
const MOST = 64;

/** Where the uploads stand to which a piece came last. */
export class RecentUploads {
  readonly #known = new Map<string, Upload>();

  get(id: string): Upload | undefined {
    return this.#known.get(id);
  }

  note(upload: Upload): void {
    this.#known.delete(upload.id);
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(upload.id, upload);
  }

  forget(id: string): void {
    this.#known.delete(id);
  }
}
