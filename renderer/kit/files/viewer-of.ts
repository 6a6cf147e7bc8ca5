import type { Attachment } from '../../../shared/entities';
import { isOnPaper } from './document-words';
import { kindOfContent } from '../../../shared/rules/file-kinds';

/** What shows a document: `preview` is a picture of it that the core makes; `none` is only downloaded. */
export type ViewerKind = 'image' | 'preview' | 'pdf' | 'dicom' | 'text' | 'paper' | 'none';

/**
 * By what the content is by its own bytes. What could run a script in the window (HTML, SVG) and what nobody knows has no
 * viewer, whatever it is called: both the record and the table of kinds must allow it.
 */
export function viewerOf(record: Pick<Attachment, 'filename' | 'contentType' | 'isShown'>): ViewerKind {
  if (isOnPaper(record)) return 'paper';
  const kind = kindOfContent(record.contentType);
  if (!kind?.isShown || record.isShown !== true) return 'none';
  const viewers = {
    // No browser draws TIFF.
    picture: kind.contentType === 'image/tiff' ? 'preview' : 'image',
    pdf: 'pdf',
    dicom: 'dicom',
    text: 'text',
    opaque: 'none',
  } as const;
  return viewers[kind.reading];
}
