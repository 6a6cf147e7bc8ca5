import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';
import { addEcmaScript2024 } from './ecmascript-2024';
import type { PictureMade } from './messages';
import { dataUrl } from './pictures';
import { mostText, searchable } from './searchable';

const mostPages = 200;
/** Reading the words stops after so long, in milliseconds: the first pages are better than none. */
const patience = 15_000;
const thumbnailPixels = 240;
/** Readers of PDFs look for its end in so many last bytes. */
const TAIL = 4_096;

/** The words and the first page. Rejects with `UnfitFile` for a PDF that is cut off or cannot be opened. */
export async function pdfFacts(
  source: ByteSource,
  head: Uint8Array,
): Promise<Omit<DocumentFacts, 'contentType'>> {
  await requireWhole(source, head);
  const opened = await open(source);
  if (opened === 'protected') return { textState: 'protected' };
  try {
    const pages = opened.numPages;
    const { text, state } = await wordsOf(opened);
    const first = await render(opened, 1, thumbnailPixels).catch(() => null);
    return {
      ...{ pages, textState: state },
      ...(text ? { text } : {}),
      ...(first ? { thumbnail: dataUrl(first) } : {}),
    };
  } finally {
    await opened.loadingTask.destroy();
  }
}

export async function pictureOfPage(source: ByteSource, page: number, pixels: number): Promise<PictureMade> {
  const opened = await open(source);
  if (opened === 'protected') return { image: null };
  try {
    const pages = opened.numPages;
    return { image: page > pages ? null : await render(opened, page, pixels), pages };
  } finally {
    await opened.loadingTask.destroy();
  }
}

/** pdf.js mends what is cut off as well as it can, and would show half a letter as the whole. */
async function requireWhole(source: ByteSource, head: Uint8Array): Promise<void> {
  const latin = new TextDecoder('latin1');
  const length = Math.min(TAIL, source.size);
  const tail = latin.decode(await source.read(source.size - length, length));
  // One that is made for the web has such an end near its beginning too, and says how long it is.
  const told = /\/Linearized\b[^>]{0,200}\/L\s+(\d+)/.exec(latin.decode(head.subarray(0, 2_048)))?.[1];
  if (!tail.includes('%%EOF') || (told && Number(told) > source.size))
    throw new UnfitFile('The PDF is cut off. Save or scan it again.');
}

async function open(source: ByteSource): Promise<PDFDocumentProxy | 'protected'> {
  const { getDocument, PDFDataRangeTransport, PasswordException } = await pdfjs();
  class Range extends PDFDataRangeTransport {
    override requestDataRange(begin: number, end: number): void {
      source.read(begin, end - begin).then(
        (bytes) => this.onDataRange(begin, bytes),
        () => this.abort(),
      );
    }
  }
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const inPackage = (name: string) => `${join(folder, name)}/`;
  const loading = getDocument({
    range: new Range(source.size, null),
    rangeChunkSize: 262_144,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useSystemFonts: false,
    maxImageSize: 64_000_000,
    verbosity: 0,
    standardFontDataUrl: inPackage('standard_fonts'),
    cMapUrl: inPackage('cmaps'),
    cMapPacked: true,
    wasmUrl: inPackage('wasm'),
    iccUrl: inPackage('iccs'),
  });
  try {
    return await loading.promise;
  } catch (error) {
    await loading.destroy().catch(() => undefined);
    if (error instanceof PasswordException) return 'protected';
    throw new UnfitFile('The PDF cannot be opened: it is damaged.');
  }
}

async function wordsOf(
  opened: PDFDocumentProxy,
): Promise<{ text: string; state: DocumentFacts['textState'] }> {
  const began = Date.now();
  const parts: string[] = [];
  let length = 0;
  let isAll = true;
  for (let number = 1; number <= opened.numPages; number += 1) {
    if (number > mostPages || length > mostText || Date.now() - began > patience) {
      isAll = false;
      break;
    }
    try {
      const page = await opened.getPage(number);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      parts.push(words);
      length += words.length;
      page.cleanup();
    } catch {
      // One page that cannot be read hides no other.
      isAll = false;
    }
  }
  const text = searchable(parts.join('\n'));
  if (!text) return { text, state: isAll ? 'none' : 'unread' };
  return { text, state: isAll && length <= mostText ? 'found' : 'partly' };
}

async function render(
  opened: PDFDocumentProxy,
  number: number,
  pixels: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const page = await opened.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const scale = Math.min(4, pixels / Math.max(natural.width, natural.height, 1));
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // pdf.js asks for the canvas of a browser; this one has all of it that it uses.
  await page.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  page.cleanup();
  return new Uint8Array(await canvas.encode('webp', 80));
}

/** pdf.js is large: it is read when the first PDF is. */
async function pdfjs() {
  addEcmaScript2024();
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}
