import type { Uploaded } from '../../../shared/contract';
import { type Attachment, entities } from '../../../shared/entities';
import { type EntityRecords, isReached } from '../entity-records';
import type { Records } from '../ports/records';
import type { SignedInPerson } from '../session';

const { attachments } = entities;

type Around = { readonly records: Pick<Records, 'find'>; readonly entityRecords: EntityRecords };

/** Another document of the same patient with the very same content, the one that was added first, as far as this person may read it. */
export async function sameDocument(
  { records, entityRecords }: Around,
  made: Pick<Attachment, 'id' | 'patient' | 'sha256'>,
  person: SignedInPerson,
): Promise<Uploaded['sameAs']> {
  const { id, patient, sha256 } = made;
  if (!patient || !sha256) return undefined;
  const found = await records.find(attachments, {
    filter: { patient: { is: patient }, sha256: { is: sha256 } },
    sort: [{ field: 'createdAt', direction: 'ascending' }],
    // One of them is the document itself.
    limit: 2,
    fields: ['patient', 'title', 'filename'],
  });
  const other = found.find((each) => each.id !== id);
  if (!other || !isReached(attachments, other, person, 'read')) return undefined;
  const { title, filename } = entityRecords.visible(attachments, other, person) as Attachment;
  return { id: other.id, title: title ?? filename ?? 'Document', addedAt: other.createdAt };
}
