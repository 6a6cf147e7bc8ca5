import type { procedures } from '../../../shared/contract';
import { type Attachment, entities } from '../../../shared/entities';
import { downloadPiece, kindOfContent } from '../../../shared/rules/file-kinds';
import { type Call, personOf } from '../call';
import type { ByteSource } from '../ports/document-reader';
import { DamagedFile } from '../ports/file-store';
import type { StoredRecord } from '../ports/records';
import { RecentReads } from '../recent-reads';
import { invalid } from '../refusal';
import type { HandlersOf } from '../router';
import { noteOpened, type Trail } from '../trail';
import { type FilesGiven, uploadHandlers } from './uploads';

type Handlers = HandlersOf<(typeof procedures)['files']>;
const { attachments } = entities;

const sizes = { small: 320, large: 1_600 } as const;

/** Documents in and out. */
export function fileHandlers(given: FilesGiven & { readonly trail: Trail }): Handlers {
  const { records, files, entityRecords, reader, trail } = given;

  const recent = new RecentReads();
  /**
   * Once in ten minutes, however many parts or pages are fetched, and whichever of them. The small picture of the first
   * page, which lists fetch of themselves, is told apart: after it, that the content was opened is still kept.
   */
  const noteSeen = (what: 'content' | 'cover', stored: StoredRecord, call: Call) => {
    const looking = `${personOf(call).userId} ${stored.id} ${what}`;
    if (recent.isNew(looking, call.now)) noteOpened(trail, attachments, stored, call);
  };

  /** A document that this person may read, with where its content is. */
  async function contentOf(id: string, call: Call) {
    // Refuses whoever may not read it.
    await entityRecords.get(attachments, id, personOf(call));
    const stored = await records.get(attachments, id);
    const file = (stored as { file?: unknown } | null)?.file;
    if (!stored || typeof file !== 'string') throw invalid(['id'], 'This document is kept on paper only.');
    const kept = await files.kept(file);
    if (!kept) throw damaged();
    return { record: stored as Attachment, stored, file, kept };
  }

  return {
    ...uploadHandlers(given),

    async download({ id, offset = 0, length = downloadPiece }, call) {
      const { stored, file, kept } = await contentOf(id, call);
      const { size, sha256, filename } = kept;
      if (offset > size) throw invalid(['offset'], 'The file ends before that.');
      const wanted = Math.min(length, size - offset);
      const bytes = await files.read(file, offset, wanted).catch(asRefusal);
      if (bytes.length !== wanted) throw damaged();
      noteSeen('content', stored, call);
      const isShown = kindOfContent(kept.contentType)?.isShown ?? false;
      const contentType = isShown ? kept.contentType : 'application/octet-stream';
      const content = new Blob([bytes], { type: contentType });
      return { content, offset, size, sha256, filename, contentType, isShown };
    },

    async preview({ id, page = 1, size }, call) {
      const { stored, file, kept } = await contentOf(id, call);
      const source: ByteSource = { size: kept.size, read: (...part) => files.read(file, ...part) };
      const request = { contentType: kept.contentType, page, pixels: sizes[size] };
      const { image, pages } = await reader.picture(source, request).catch(asRefusal);
      noteSeen(size === 'small' && page === 1 ? 'cover' : 'content', stored, call);
      return { ...(image ? { image: new Blob([image], { type: 'image/webp' }) } : {}), pages };
    },
  };
}

const damaged = () =>
  invalid(['id'], 'The stored file is damaged, so it is not handed out. Restore it from a backup.');

function asRefusal(error: unknown): never {
  throw error instanceof DamagedFile ? damaged() : error;
}
