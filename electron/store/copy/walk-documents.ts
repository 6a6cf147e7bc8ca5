import { createHash, type Hash } from 'node:crypto';
import type { Amount } from '../../core/ports/clinic-copies';
import { isSame, type StoredId } from './exact-documents';
import { type Collection, documentsOf, mendRange, nextPiece, type Piece } from './ranges';

/** Both sides of one collection, and how to go through it. */
export type Walk = {
  readonly here: Collection;
  readonly there: Collection;
  /** Where to begin; undefined: at the beginning. */
  readonly after?: StoredId | undefined;
  /** Makes the copy like the original; false only compares. */
  readonly mends: boolean;
  /** While people work, a difference that stays is left for the comparison. */
  readonly isFinal: boolean;
  readonly signal: AbortSignal;
  /** Told after each piece: what it held, and where to go on after it. */
  readonly onPiece: (piece: Amount, after: StoredId | undefined) => Promise<void>;
};

/** Number and SHA-256 of all documents that were gone through, on each side. */
export type Walked = Record<'here' | 'there', { documents: number; sha256: string }>;

/** What is mended is read back; another writer over there may be in the way so often. */
const MOST_TRIES = 3;

/**
 * Goes through a collection on both sides in the order of `_id`, in pieces. Each piece is read from the copy and compared
 * byte for byte; what differs is mended and read back once more. The hashes are over what was read last.
 */
export async function walkDocuments(walk: Walk): Promise<Walked> {
  const here = { documents: 0, hash: createHash('sha256') };
  let there = { documents: 0, hash: createHash('sha256') };
  let { after } = walk;
  for (;;) {
    walk.signal.throwIfAborted();
    const piece = await nextPiece(walk.here, after);
    for (const raw of piece.documents) here.hash.update(raw);
    here.documents += piece.documents.length;
    there = await comparedPiece(walk, { piece, after, before: there });
    await walk.onPiece({ documents: piece.documents.length, bytes: piece.bytes }, piece.upTo);
    if (piece.upTo === undefined) break;
    after = piece.upTo;
  }
  return { here: digested(here), there: digested(there) };
}

type Counted = { readonly documents: number; readonly hash: Hash };
type At = { readonly piece: Piece; readonly after: StoredId | undefined; readonly before: Counted };

async function comparedPiece({ there, mends, isFinal }: Walk, at: At): Promise<Counted> {
  const range = { after: at.after, upTo: at.piece.upTo };
  for (let attempt = 1; ; attempt += 1) {
    const hash = at.before.hash.copy();
    let documents = 0;
    let isEqual = true;
    for await (const raw of documentsOf(there, range)) {
      hash.update(raw);
      const wanted = at.piece.documents[documents];
      isEqual &&= wanted !== undefined && isSame(wanted, raw);
      documents += 1;
    }
    isEqual &&= documents === at.piece.documents.length;
    if (isEqual || !mends || attempt > (isFinal ? MOST_TRIES : 1))
      return { documents: at.before.documents + documents, hash };
    await mendRange(there, range, at.piece);
  }
}

export const digested = ({ documents, hash }: Counted) => ({ documents, sha256: hash.digest('hex') });
