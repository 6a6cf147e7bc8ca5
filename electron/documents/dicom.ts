import sharp from 'sharp';
import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';
import { type DicomHead, readDicom } from './dicom-elements';
import { dataUrl, small } from './pictures';

/** DICOM PS3.5: transfer syntaxes whose pixels lie there as numbers, and the one that is a JPEG as cameras make it. */
const plain: ReadonlySet<string> = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1']);
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
/** Bytes that are held at once. */
const PART = 4 * 1024 * 1024;
/** Of a larger frame a picture is made when somebody looks, not when it comes in. */
const LARGE = 32 * 1024 * 1024;

/** Walks over all elements to the end. Rejects with `UnfitFile` for a file that is cut off. */
export async function dicomFacts(source: ByteSource): Promise<Omit<DocumentFacts, 'contentType'>> {
  const head = await readDicom(source);
  const { rows, columns, frames, bitsAllocated, studyDate } = head;
  const isLarge = (rows * columns * head.samplesPerPixel * bitsAllocated) / 8 > LARGE;
  const image = isLarge ? null : await dicomPicture(source, head, 1, 240).catch(() => null);
  return {
    ...(columns ? { width: columns } : {}),
    ...(rows ? { height: rows } : {}),
    ...(frames > 1 ? { pages: frames } : {}),
    ...(studyDate ? { date: studyDate } : {}),
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
  const { rows, columns, pixelData, transferSyntax, fragments } = head;
  if (!rows || !columns || frame > head.frames) return null;
  if (transferSyntax === JPEG_BASELINE && fragments.length > 0 && head.frames === 1)
    return small(sharp(await joined(source, fragments)), pixels);
  if (!pixelData) return null;
  if (!plain.has(transferSyntax) || ![8, 16].includes(head.bitsAllocated)) return null;
  const samples = head.samplesPerPixel;
  if (samples !== 1 && !(samples === 3 && head.bitsAllocated === 8)) return null;
  const row = columns * samples * (head.bitsAllocated / 8);
  const frameAt = pixelData.offset + (frame - 1) * row * rows;
  if (row > PART || frameAt + row * rows > pixelData.offset + pixelData.length) return null;
  const { lines, step } = await thinned(source, { at: frameAt, row, rows }, pixels, head);
  const width = Math.ceil(columns / step);
  const channels = samples === 3 ? 3 : 1;
  const shown = channels === 3 ? Uint8Array.from(lines.flat()) : lit(lines, head);
  return small(sharp(shown, { raw: { width, height: lines.length, channels } }), pixels);
}

/** The bytes of one frame, which may be cut into fragments anywhere (PS3.5, A.4). */
async function joined(source: ByteSource, fragments: DicomHead['fragments']): Promise<Buffer> {
  const size = fragments.reduce((sum, { length }) => sum + length, 0);
  if (size > LARGE) throw new UnfitFile('The picture in the DICOM image is too large.');
  const parts: Uint8Array[] = [];
  for (const { offset, length } of fragments) parts.push(await source.read(offset, length));
  return Buffer.concat(parts);
}

/** Values of as many lines and columns as the picture needs, read in parts: a film may have a hundred megabytes. */
async function thinned(
  source: ByteSource,
  { at, row, rows }: { at: number; row: number; rows: number },
  pixels: number,
  head: DicomHead,
): Promise<{ lines: number[][]; step: number }> {
  const { columns, samplesPerPixel: samples, bitsAllocated, isSigned } = head;
  const step = Math.max(1, Math.floor(Math.max(rows, columns) / (2 * pixels)));
  const atOnce = Math.max(1, Math.floor(PART / row));
  const lines: number[][] = [];
  for (let first = 0; first < rows; first += atOnce) {
    const count = Math.min(atOnce, rows - first);
    const bytes = await source.read(at + first * row, count * row);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = (step - (first % step)) % step; index < count; index += step) {
      const line: number[] = [];
      for (let column = 0; column < columns; column += step) {
        for (let sample = 0; sample < samples; sample += 1) {
          const place = index * row + (column * samples + sample) * (bitsAllocated / 8);
          line.push(
            bitsAllocated === 8
              ? view.getUint8(place)
              : isSigned
                ? view.getInt16(place, true)
                : view.getUint16(place, true),
          );
        }
      }
      lines.push(line);
    }
  }
  return { lines, step };
}

/** Greys from the darkest value to the brightest. */
function lit(lines: readonly (readonly number[])[], head: DicomHead): Uint8Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    for (const value of line) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  const range = Math.max(1, high - low);
  const isInverted = head.photometric === 'MONOCHROME1';
  return Uint8Array.from(
    lines.flatMap((line) =>
      line.map((value) => {
        const light = Math.round(((value - low) / range) * 255);
        return isInverted ? 255 - light : light;
      }),
    ),
  );
}

export async function pictureOfDicom(source: ByteSource, frame: number, pixels: number) {
  const head = await readDicom(source).catch((error: unknown) => {
    if (error instanceof UnfitFile) return null;
    throw error;
  });
  return head && dicomPicture(source, head, frame, pixels);
}
