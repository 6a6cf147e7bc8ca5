import type { PdfDocument } from './pdf/open-pdf';
import { printImages } from './print-images';

/** So many pages are drawn for the printer; more of them would need more memory than a browser gives. */
export const mostPrinted = 200;

type Options = {
  readonly title: string;
  readonly signal: AbortSignal;
  /** Pages that are ready, of a PDF. */
  readonly onPage: (page: number) => void;
};

/** Prints a picture or the pages of an open PDF, without the desk around it. */
export async function printDocument(
  document: { readonly image: Blob; readonly caption: string } | { readonly pdf: PdfDocument },
  { title, signal, onPage }: Options,
): Promise<void> {
  if ('image' in document) return printImages([document.image], title, document.caption);
  const { picturesOf } = await import('./pdf/pdf-pictures');
  const pictures = await picturesOf(document.pdf, { signal, onPage });
  signal.throwIfAborted();
  return printImages(pictures, title);
}
