import sharp from 'sharp';
import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';
import { type DicomHead, readDicom } from './dicom-elements';
import { dataUrl, small } from './pictures';

/** DICOM PS3.5: transfer syntaxes whose pixels lie there as numbers, and the one that is a JPEG as cameras make it. */
const plain: ReadonlySet<string> = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

/** Walks over all elements to the end. Rejects with `UnfitFile` for a file that is cut off. */
export async function dicomFacts(source: ByteSource): Promise<Omit<DocumentFacts, 'contentType'>> {
  const head = await readDicom(source);
  const image = await dicomPicture(source, head, 1, 240).catch(() => null);
  const { rows, columns, frames } = head;
  return {
    ...(columns ? { width: columns } : {}),
    ...(rows ? { height: rows } : {}),
    ...(frames > 1 ? { pages: frames } : {}),
    textState: 'none',
    ...(image ? { thumbnail: dataUrl(image) } : {}),
  };
}

/** A picture of one frame, lit from its darkest to its brightest; null for what only a viewer can decode. */
export async function dicomPicture(
  source: ByteSource,
  head: DicomHead,
  frame: number,
  pixels: number,
): Promise<Buffer | null> {
  const { rows, columns, pixelData, transferSyntax } = head;
  if (!pixelData || !rows || !columns || frame > head.frames) return null;
  if (transferSyntax === JPEG_BASELINE && head.fragments[0] && head.frames === 1) {
    const bytes = await source.read(head.fragments[0].offset, head.fragments[0].length);
    return small(sharp(bytes), pixels);
  }
  if (!plain.has(transferSyntax) || ![8, 16].includes(head.bitsAllocated)) return null;
  const samples = head.samplesPerPixel;
  if (samples !== 1 && !(samples === 3 && head.bitsAllocated === 8)) return null;
  const length = rows * columns * samples * (head.bitsAllocated / 8);
  const offset = pixelData.offset + (frame - 1) * length;
  if (length > 100_000_000 || offset + length > pixelData.offset + pixelData.length) return null;
  const bytes = await source.read(offset, length);
  const channels = samples === 3 ? 3 : 1;
  const grey = channels === 3 ? bytes : lit(bytes, head);
  return small(sharp(grey, { raw: { width: columns, height: rows, channels } }), pixels);
}

function lit(bytes: Uint8Array<ArrayBuffer>, head: DicomHead): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length / (head.bitsAllocated / 8);
  const at = (index: number) =>
    head.bitsAllocated === 8
      ? view.getUint8(index)
      : head.isSigned
        ? view.getInt16(index * 2, true)
        : view.getUint16(index * 2, true);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index += 1) {
    const value = at(index);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const range = Math.max(1, high - low);
  const isInverted = head.photometric === 'MONOCHROME1';
  const grey = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const light = Math.round(((at(index) - low) / range) * 255);
    grey[index] = isInverted ? 255 - light : light;
  }
  return grey;
}

export async function pictureOfDicom(source: ByteSource, frame: number, pixels: number) {
  const head = await readDicom(source).catch((error: unknown) => {
    if (error instanceof UnfitFile) return null;
    throw error;
  });
  return head && dicomPicture(source, head, frame, pixels);
}
