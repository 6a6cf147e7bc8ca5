import type { PdfDocument } from './open-pdf';

/** Points of a PDF are 1/72 inch; paper is printed with 150 dots an inch, which keeps small print readable. */
const printScale = 150 / 72;
/** A page larger than a poster is drawn coarser, so that memory lasts. */
const mostPixels = 16_000_000;

/** Every page as a picture for the printer. `onPage` is told how many are drawn. */
export async function picturesOf(
  pdf: PdfDocument,
  { signal, onPage }: { signal: AbortSignal; onPage: (page: number) => void },
): Promise<Blob[]> {
  const pictures: Blob[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    signal.throwIfAborted();
    const page = await pdf.getPage(number);
    const plain = page.getViewport({ scale: 1 });
    const scale = Math.min(printScale, Math.sqrt(mostPixels / (plain.width * plain.height)));
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) });
    await page.render({ canvas, viewport, intent: 'print' }).promise;
    const picture = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!picture) throw new Error(`Page ${number} could not be drawn`);
    pictures.push(picture);
    onPage(number);
  }
  return pictures;
}
