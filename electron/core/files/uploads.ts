import type { procedures } from '../../../shared/contract';
import { type Attachment, entities } from '../../../shared/entities';
import { extensionOf, kindByName, kindOfContent } from '../../../shared/rules/file-kinds';
import { reach } from '../../../shared/rules/permissions';
import { isCalendarDate } from '../../../shared/schema';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import { isReached } from '../entity-records-fields';
import type { DocumentFacts, DocumentReader } from '../ports/document-reader';
import { UnfitFile } from '../ports/document-reader';
import { type FileStore, NoSuchUpload, OtherContent, type Upload } from '../ports/file-store';
import type { Records } from '../ports/records';
import { forbidden, invalid, notFound, unreached } from '../refusal';
import type { HandlersOf } from '../router';
import { OneAtATime } from '../one-at-a-time';
import { factsOf } from './keep-document';
import { sameDocument } from './same-document';

type Handlers = HandlersOf<(typeof procedures)['files']>;
type Asked = Parameters<Handlers['upload']>[0];
type Answer = Awaited<ReturnType<Handlers['upload']>>;

export type FilesGiven = {
  readonly records: Records;
  readonly files: FileStore;
  readonly entityRecords: EntityRecords;
  readonly reader: DocumentReader;
};

const { attachments } = entities;

const MB = 1_000_000;

/** Takes files in, piece by piece, and makes a document of what is whole and fit to be kept. */
export function uploadHandlers(given: FilesGiven): Pick<Handlers, 'upload' | 'uploaded' | 'cancel'> {
  const { records, files, entityRecords } = given;
  const turns = new OneAtATime();

  /** The document that this upload became; NOT_FOUND where another record has its id. */
  async function madeOf(upload: string, call: Call): Promise<Answer | null> {
    const record = await records.get(attachments, upload);
    if (!record) return null;
    const person = personOf(call);
    if (record.createdBy !== person.userId || !isReached(attachments, record, person, 'read'))
      throw unreached();
    if (record.deletedAt) throw invalid(['upload'], 'This document was removed. Upload it anew.');
    if (!(record as Attachment).filename)
      throw invalid(['upload'], 'There is a document with this id already.');
    const seen = entityRecords.visible(attachments, record, person);
    const names = await entityRecords.namesFor(attachments, [seen], person);
    const sameAs = await sameDocument(given, record as Attachment, person);
    return { received: (record as Attachment).size ?? 0, record: seen, names, ...(sameAs && { sameAs }) };
  }

  async function begun(asked: Asked, there: Upload | null, call: Call): Promise<Upload> {
    const by = personOf(call).userId;
    const about = JSON.stringify([asked.patient, asked.filename, asked.size, asked.sha256 ?? null]);
    if (!there) refuseBeforehand(asked, call);
    const upload = there ?? (await files.begin({ id: asked.upload, by, about, at: call.now }));
    if (upload.by !== by) throw unreached();
    if (upload.about !== about)
      throw invalid(['upload'], 'Another file is being uploaded under this id. Begin with a new one.');
    return upload;
  }

  async function take(asked: Asked, call: Call): Promise<Answer> {
    const there = await files.upload(asked.upload);
    // What is still coming in is no document yet.
    const made = there ? null : await madeOf(asked.upload, call);
    if (made) return made;
    const upload = await begun(asked, there, call);
    const { size, offset, chunk } = asked;
    const isLast = offset + chunk.size === size;
    if (offset + chunk.size > size) throw invalid(['chunk'], 'There is more of the file than its size says.');
    if (offset % files.pieceSize !== 0 || (!isLast && chunk.size !== files.pieceSize))
      throw invalid(['chunk'], `Send pieces of ${files.pieceSize} bytes; only the last one is shorter.`);
    const piece = new Uint8Array(await chunk.arrayBuffer());
    const received = await files.append(upload, offset, piece).catch(async (error: unknown) => {
      if (!(error instanceof OtherContent)) throw error;
      await files.discard(upload.id);
      throw invalid(['sha256'], 'The file was changed while it was uploaded. Upload it again.');
    });
    return received === size ? complete({ ...upload, received }, asked, call) : { received };
  }

  async function complete(upload: Upload, asked: Asked, call: Call): Promise<Answer> {
    const sha256 = await files.sha256(upload);
    const { filename, size } = asked;
    try {
      if (asked.sha256 && asked.sha256 !== sha256)
        throw invalid(['sha256'], 'The file did not arrive as it was sent. Upload it again.');
      const facts = await given.reader
        .examine({ size, read: (from, length) => files.read(upload.file, from, length) }, filename)
        .catch((error: unknown) => {
          throw error instanceof UnfitFile ? invalid(['chunk'], error.message) : error;
        });
      const person = personOf(call);
      const actor = { person, device: call.session.device, now: call.now };
      const { contentType } = facts;
      const kept = { upload: upload.id, filename, contentType, size, sha256, at: call.now };
      const made = await entityRecords.create(
        attachments,
        draftOf(asked, facts, call.now),
        actor,
        upload.id,
        async (unit) => {
          await unit.keepFile(kept);
          return { ...factsOf(facts), filename, size, sha256, file: upload.file };
        },
      );
      // What is stored must not be told as failed because this could not be looked up.
      const sameAs = await sameDocument(given, { ...made.record, sha256 }, person).catch(() => undefined);
      return { received: size, ...made, ...(sameAs && { sameAs }) };
    } catch (error) {
      // Completed by another call, or given up in the midst of it.
      if (error instanceof NoSuchUpload) return (await madeOf(upload.id, call)) ?? { received: 0 };
      // What is refused now is refused whenever it is asked: nothing of it stays. What failed otherwise may be asked again.
      if (isRefusal(error)) await files.discard(upload.id);
      throw error;
    }
  }

  return {
    upload: (asked, call) =>
      turns.after(asked.upload, () =>
        take(asked, call).catch((error: unknown) => {
          // Given up while this piece was on its way: it begins anew.
          if (error instanceof NoSuchUpload) return { received: 0 };
          throw error;
        }),
      ),

    async uploaded({ upload: id }, call) {
      const made = await madeOf(id, call);
      if (made) return made;
      const upload = await files.upload(id);
      if (!upload) return { received: 0 };
      if (upload.by !== personOf(call).userId) throw unreached();
      return { received: upload.received };
    },

    async cancel({ upload: id }, call) {
      const upload = await files.upload(id);
      if (!upload) return { isCancelled: false };
      if (upload.by !== personOf(call).userId) throw unreached();
      // Not while a piece of it is being stored.
      return turns.after(id, async () => ({ isCancelled: await files.discard(id) }));
    },
  };
}

/** What need not be sent first to be refused. */
function refuseBeforehand({ filename, size, patient }: Asked, call: Call): void {
  const kind = kindByName(filename);
  if (!kind) {
    const end = extensionOf(filename);
    throw invalid(
      ['filename'],
      end
        ? `Files of the kind ".${end}" are not kept here.`
        : 'The name of this file does not say what it is.',
    );
  }
  if (size > kind.limit) throw invalid(['size'], `A ${kind.label} may have at most ${kind.limit / MB} MB.`);
  const person = personOf(call);
  if (reach(person, 'create', attachments) === 'none') throw forbidden();
  if (!isReached(attachments, { patient }, person, 'create')) throw notFound();
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && error.name === 'Refusal' && 'code' in error && error.code !== 'UNAVAILABLE';

function draftOf(asked: Asked, { contentType, date }: DocumentFacts, now: Date) {
  const { patient, visit, doctor, title, kind, notes, filename } = asked;
  // Devices whose clock is wrong date what they make after today.
  const isPast = date !== undefined && isCalendarDate(date) && date <= now.toISOString().slice(0, 10);
  const documentDate = asked.documentDate ?? (isPast ? date : undefined);
  const name = filename.replace(/\.[^.]*$/, '').trim();
  return {
    ...{ patient, visit, doctor, documentDate, notes },
    title: title ?? (name.slice(0, 200) || 'Document'),
    kind: kind ?? usualKind(contentType),
  };
}

/** A drawing in text (SVG) is no photo. */
const usualKind = (contentType: string) =>
  contentType === 'application/dicom'
    ? 'imaging'
    : contentType.startsWith('image/') && kindOfContent(contentType)?.reading !== 'text'
      ? 'photo'
      : 'other';
