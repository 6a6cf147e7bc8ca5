import type { procedures } from '../../../shared/contract';
import { type Attachment, entities } from '../../../shared/entities';
import { downloadPiece, kindOfContent } from '../../../shared/rules/file-kinds';
import { type Call, personOf } from '../call';
import type { ByteSource } from '../ports/document-reader';
import { DamagedFile } from '../ports/file-store';
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
      // One entry for a file, however many parts it is fetched in.
      if (offset === 0) noteOpened(trail, attachments, stored, call);
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
      // Of lists and charts, which show many at once, is kept that they were read.
      if (size === 'large') noteOpened(trail, attachments, stored, call);
      return { ...(image ? { image: new Blob([image], { type: 'image/webp' }) } : {}), pages };
    },
  };
}

const damaged = () =>
  invalid(['id'], 'The stored file is damaged, so it is not handed out. Restore it from a backup.');

function asRefusal(error: unknown): never {
  throw error instanceof DamagedFile ? damaged() : error;
}
