import { z } from 'zod';
import { entities } from '../entities';
import { downloadPiece, largestFile, uploadPiece } from '../rules/file-kinds';
import { recordSchema } from '../schema';
import { base } from './base';
import { anyId } from './crud';

const { fields } = entities.attachments;
const id = z.string().regex(/^[0-9a-f]{24}$/, 'An id has 24 hexadecimal digits');
const bytes = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 hexadecimal digits');
const add = { access: { kind: 'entity', entity: 'attachments', action: 'create' } } as const;
const read = { access: { kind: 'entity', entity: 'attachments', action: 'read' } } as const;

const filename = z
  .string()
  .min(1, 'A file has a name')
  .max(255, 'At most 255 characters')
  // Control characters are what it looks for.
  .regex(/^[^/\\\u0000-\u001f\u007f]+$/, 'The name of a file, without its folder');

const uploaded = z.object({
  /** Bytes that are stored: the next piece begins there. */
  received: bytes,
  /** The document, once all bytes are there and it was found to be good. */
  record: recordSchema(entities.attachments).optional(),
  names: z.record(z.string(), z.string()).optional(),
  /**
   * Comes with the document: another one of this patient that holds the very same bytes and is not removed, the one that
   * was added first. Nothing is refused for it.
   */
  sameAs: z.object({ id: z.string(), title: z.string(), addedAt: z.date() }).optional(),
});
export type Uploaded = z.infer<typeof uploaded>;

/**
 * Documents and their content. A file comes in pieces of at most 1 MiB, in order, under an id that the caller chose; the
 * piece that completes it makes the document. Content never changes afterwards. Largest sizes: `shared/rules/file-kinds.ts`.
 */
export const files = {
  /**
   * Takes the piece that begins at `offset`. A piece that is there already (its answer was lost) harms nothing, and one
   * that comes too early is not taken: go on from `received`. What the pieces of one upload say of the file stays the same.
   *
   * The last piece has the file checked: its size, its SHA-256 if the caller gave one, what it is by its own bytes, whether
   * it is whole and within the limits. The document and its entry in the audit are then stored together with it or not at
   * all, and asking again gives the same document; it has the id of the upload. INVALID, with the field and the reason,
   * for a file that is refused, and nothing of it is left; NOT_FOUND for an upload that somebody else began. A file that the
   * patient has already is stored all the same, and `sameAs` names the document that it is the same as.
   */
  upload: base
    .meta(add)
    .route({ method: 'POST', path: '/files/upload', tags: ['attachments'] })
    .input(
      z.strictObject({
        upload: id,
        patient: fields.patient.input,
        visit: fields.visit.input.nullish(),
        doctor: fields.doctor.input.nullish(),
        /** The name of the file when left out. */
        title: fields.title.input.nullish(),
        kind: fields.kind.input.nullish(),
        documentDate: fields.documentDate.input.nullish(),
        notes: fields.notes.input.nullish(),
        filename,
        /** Of the whole file, in bytes. */
        size: z.number().int().min(1, 'The file is empty').max(largestFile, 'The file is too large'),
        sha256: sha256.nullish(),
        offset: bytes,
        chunk: z.instanceof(Blob).refine((blob) => blob.size <= uploadPiece, 'At most 1 MiB in one call'),
      }),
    )
    .output(uploaded),
  /** How far an upload of one's own has come, to go on with it; 0 where there is none. `sameAs` as it is now. */
  uploaded: base
    .meta(add)
    .route({ method: 'GET', path: '/files/uploads/{upload}', tags: ['attachments'] })
    .input(z.strictObject({ upload: id }))
    .output(uploaded),
  /** Gives an unfinished upload of one's own up and removes what came of it. `isCancelled` is false when there was none. */
  cancel: base
    .meta(add)
    .route({ method: 'DELETE', path: '/files/uploads/{upload}', tags: ['attachments'] })
    .input(z.strictObject({ upload: id }))
    .output(z.object({ isCancelled: z.boolean() })),
  /**
   * A part of the content, at most 4 MiB: from `offset`, or from the start. Ask until `offset` plus the length of
   * `content` is `size`. The core checks each piece of the part as it is stored against the SHA-256 that was kept of that
   * piece, and never sums the whole up again: whoever puts the parts together compares their length with `size` and their
   * SHA-256 with `sha256`, as the pages do. INVALID at `id` where a piece is damaged or missing, and where the document is
   * on paper and has none.
   */
  download: base
    .meta(read)
    .route({ method: 'GET', path: '/files/{id}/content', tags: ['attachments'] })
    .input(
      z.strictObject({
        id: anyId,
        offset: bytes.optional(),
        length: bytes.min(1).max(downloadPiece).optional(),
      }),
    )
    .output(
      z.object({
        content: z.instanceof(Blob),
        offset: bytes,
        size: bytes,
        sha256: z.string(),
        filename: z.string(),
        /** `application/octet-stream` for what is never to be shown but saved (HTML, SVG). */
        contentType: z.string(),
        isShown: z.boolean(),
      }),
    ),
  /**
   * A picture of a page (from 1), or of the picture itself, upright and without what a camera notes of the place: WebP,
   * at most 320 pixels (`small`) or 1,600 (`large`) each way. `image` is absent where none can be made.
   */
  preview: base
    .meta(read)
    .route({ method: 'GET', path: '/files/{id}/preview', tags: ['attachments'] })
    .input(
      z.strictObject({
        id: anyId,
        page: z.number().int().min(1).max(100_000).optional(),
        size: z.enum(['small', 'large']),
      }),
    )
    .output(z.object({ image: z.instanceof(Blob).optional(), pages: z.number().int().optional() })),
};
