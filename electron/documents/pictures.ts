import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';

/** As many as the largest camera of a telephone makes; a picture of more is a trap or needs a program of its own. */
export const mostPixels = 200_000_000;
const thumbnailPixels = 240;

// Nothing is decoded twice here, and what is kept would be memory of the desk.
sharp.cache(false);
sharp.concurrency(1);

const strict: SharpOptions = { failOn: 'truncated', limitInputPixels: mostPixels, sequentialRead: true };

/** Decodes a picture to its last line. Rejects with `UnfitFile` where that fails. */
export async function pictureFacts(source: ByteSource): Promise<Omit<DocumentFacts, 'contentType'>> {
  const bytes = await source.read(0, source.size);
  const {
    width,
    height,
    orientation = 1,
    pages,
    format,
  } = await sharp(bytes, strict).metadata().catch(refused);
  if (width * height > mostPixels) throw tooLarge();
  const thumbnail = await small(sharp(bytes, strict), thumbnailPixels, { isWhole: true }).catch(refused);
  const isTurned = orientation > 4;
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    // Of a moving picture these are moments, not pages.
    ...(format === 'tiff' && pages ? { pages } : {}),
    textState: 'none',
    thumbnail: dataUrl(thumbnail),
  };
}

/** A smaller picture, upright, in WebP; sharp leaves out all that a camera notes unless it is told to keep it. */
export function small(
  picture: Sharp,
  pixels: number,
  { isWhole = false }: { isWhole?: boolean } = {},
): Promise<Buffer> {
  return picture
    .autoOrient()
    .resize({
      width: pixels,
      height: pixels,
      fit: 'inside',
      withoutEnlargement: true,
      fastShrinkOnLoad: !isWhole,
    })
    .webp({ quality: 78 })
    .toBuffer();
}

export async function pictureOfPicture(source: ByteSource, page: number, pixels: number): Promise<Buffer> {
  const bytes = await source.read(0, source.size);
  return small(sharp(bytes, { ...strict, page: page - 1 }), pixels);
}

export const dataUrl = (webp: Uint8Array): string =>
  `data:image/webp;base64,${Buffer.from(webp.buffer, webp.byteOffset, webp.length).toString('base64')}`;

const tooLarge = () =>
  new UnfitFile(`The picture has more than ${mostPixels / 1_000_000} million pixels. Make it smaller.`);

function refused(error: unknown): never {
  if (error instanceof UnfitFile) throw error;
  const said = error instanceof Error ? error.message : '';
  if (/pixel limit/i.test(said)) throw tooLarge();
  throw new UnfitFile('The picture cannot be decoded: it is cut off or damaged.');
}
