import type { Attachment } from '../../../shared/entities';
import { documentKinds } from '../../../shared/entities/attachments';
import { formatPartialDate } from '../format';
import { formatBytes } from './bytes';
import { kindOfContent } from '../../../shared/rules/file-kinds';

const kindLabels: ReadonlyMap<string, string> = new Map(
  documentKinds.map(({ value, label }) => [value, label]),
);

export const kindLabel = (kind: string | undefined): string | undefined =>
  kind === undefined ? undefined : kindLabels.get(kind);

/** A document without content is about paper that is kept somewhere. */
export const isOnPaper = ({ filename }: Pick<Attachment, 'filename'>): boolean => filename === undefined;

/** The day by which a document is sorted, `YYYY-MM-DD` or a part of it: its own, else the day it was added. */
export const dayOf = ({ documentDate, createdAt }: Pick<Attachment, 'documentDate' | 'createdAt'>): string =>
  documentDate ?? createdAt.toISOString().slice(0, 10);

const counted = ({ pages, contentType }: Pick<Attachment, 'pages' | 'contentType'>) =>
  pages !== undefined && pages > 1 && `${pages} ${contentType === 'application/dicom' ? 'frames' : 'pages'}`;

/** What a document is, in one line: "Laboratory report, 3 pages". */
export function inBrief(record: Attachment): string {
  const { kind, keptAt } = record;
  const paper = isOnPaper(record) && (keptAt ? `paper, ${keptAt}` : 'paper');
  return [(kind === 'other' ? undefined : kindLabel(kind)) ?? 'Document', counted(record), paper]
    .filter(Boolean)
    .join(', ');
}

/** Kind, day and size below a title. */
export const datedBrief = (record: Attachment): string =>
  [inBrief(record), formatPartialDate(dayOf(record))].join(' · ');

/** What the file itself is: "JPEG picture, 4,032 × 3,024, 3.1 MB". */
export function fileWords(record: Attachment): string {
  const { contentType, width, height, size } = record;
  const type = contentType === undefined ? undefined : (kindOfContent(contentType)?.label ?? contentType);
  const measures =
    width !== undefined && height !== undefined
      ? `${width.toLocaleString('en-GB')} × ${height.toLocaleString('en-GB')}`
      : undefined;
  return [type, measures, counted(record), size === undefined ? undefined : formatBytes(size)]
    .filter(Boolean)
    .join(', ');
}
