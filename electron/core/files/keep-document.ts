import { entities } from '../../../shared/entities';
import { kindOfContent } from '../../../shared/rules/file-kinds';
import { newRecordId } from '../../../shared/rules/record-id';
import type { DocumentFacts, DocumentReader } from '../ports/document-reader';
import type { FileStore } from '../ports/file-store';
import type { Records } from '../ports/records';

/** What the record of a document says of its content, beside name, size and hash. Its date is the document's own. */
export function factsOf({ contentType, date: _date, ...facts }: DocumentFacts) {
  return { contentType, ...facts, isShown: kindOfContent(contentType)?.isShown ?? false };
}

type Around = { readonly records: Records; readonly files: FileStore; readonly reader: DocumentReader };
type NewDocument = {
  /** Fields of the record: patient, title, kind, … */
  readonly values: Readonly<Record<string, unknown>>;
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly at: Date;
};

/** Stores a document that the program itself made, with its content, as one that was uploaded. */
export async function keepDocument(
  { records, files, reader }: Around,
  { values, filename, bytes, at }: NewDocument,
): Promise<void> {
  const id = newRecordId(at);
  let upload = await files.begin({ id, by: '', about: filename, at });
  for (let offset = 0; offset < bytes.length; offset += files.pieceSize) {
    const received = await files.append(upload, offset, bytes.slice(offset, offset + files.pieceSize));
    upload = { ...upload, received };
  }
  const sha256 = await files.sha256(upload);
  const size = bytes.length;
  const read = async (from: number, length: number) => bytes.slice(from, from + length);
  const facts = await reader.examine({ size, read }, filename);
  const { contentType } = facts;
  await records.change(async (unit) => {
    await unit.keepFile({ upload: id, filename, contentType, size, sha256, at });
    const all = { ...values, ...factsOf(facts), filename, size, sha256, file: upload.file };
    await unit.insert(entities.attachments, all, { at }, id);
    await unit.audit({ at, action: 'import', entity: 'attachments', outcome: 'done', reason: '1 record' });
  });
}
