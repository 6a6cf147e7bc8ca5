import type { ByteSource, PictureRequest } from '../core/ports/document-reader';
import { kindOfContent } from '../../shared/rules/file-kinds';
import { pictureOfDicom } from './dicom';
import type { PictureMade } from './messages';
import { pictureOfPage } from './pdf';
import { pictureOfPicture } from './pictures';

/** A WebP picture of a page; null where none can be made. */
export async function pictureOf(source: ByteSource, request: PictureRequest): Promise<PictureMade> {
  const { contentType, page, pixels } = request;
  switch (kindOfContent(contentType)?.reading) {
    case 'picture':
      return made(await pictureOfPicture(source, page, pixels));
    case 'pdf':
      return pictureOfPage(source, page, pixels);
    case 'dicom':
      return made(await pictureOfDicom(source, page, pixels));
    default:
      return { image: null };
  }
}

// A copy of its own: what sharp gives may lie in memory that is shared.
const made = (bytes: Buffer | null): PictureMade => ({ image: bytes && new Uint8Array(bytes) });
