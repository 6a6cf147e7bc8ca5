import { fileTypeFromBuffer } from 'file-type';
import { type ByteSource, type DocumentFacts, UnfitFile } from '../core/ports/document-reader';
import { extensionOf, type FileKind, kindByName, kindOfContent } from '../../shared/rules/file-kinds';
import { dicomFacts } from './dicom';
import { pdfFacts } from './pdf';
import { pictureFacts } from './pictures';
import { textFacts } from './texts';

/** Enough to see what a file is, also one that is a container of others. */
const HEAD = 1024 * 1024;

/** Names by which the same is known. */
const sameAs: Readonly<Record<string, string>> = {
  'image/apng': 'image/png',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'video/x-m4v': 'video/mp4',
  'audio/mp4': 'audio/x-m4a',
};

const programs: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/java-archive',
  'application/vnd.android.package-archive',
  'application/x-msi',
  'application/x-shockwave-flash',
  'application/wasm',
  'application/x-deb',
  'application/x-rpm',
  'application/x-apple-diskimage',
  'application/x-google-chrome-extension',
  'application/x.ms.shortcut',
]);

/** What a file is by its own bytes, and what it tells. Rejects with `UnfitFile` for one that is not to be kept. */
export async function examine(source: ByteSource, filename: string): Promise<DocumentFacts> {
  if (source.size === 0) throw new UnfitFile('The file is empty.');
  const head = await source.read(0, Math.min(HEAD, source.size));
  const kind = await kindOf(head, filename);
  if (source.size > kind.limit)
    throw new UnfitFile(`A ${kind.label} may have at most ${kind.limit / 1_000_000} MB.`);
  const { contentType } = kind;
  switch (kind.reading) {
    case 'picture':
      return { contentType, ...(await pictureFacts(source)) };
    case 'pdf':
      return { contentType, ...(await pdfFacts(source, head)) };
    case 'dicom':
      return { contentType, ...(await dicomFacts(source)) };
    case 'text':
      return { contentType, ...(await textFacts(source, kind)) };
    case 'opaque':
      return { contentType, textState: 'none' };
  }
}

async function kindOf(head: Uint8Array, filename: string): Promise<FileKind> {
  const promised = kindByName(filename);
  // Before "DICM" there may be the head of a TIFF file, so that programs for pictures show it (DICOM PS3.10, 7.1).
  const isDicom = isMarkedDicom(head) && (promised?.reading === 'dicom' || extensionOf(filename) === '');
  const seen = isDicom ? { mime: 'application/dicom', ext: 'dcm' } : await fileTypeFromBuffer(head);
  // It looks at the first two letters only.
  const sniffed = seen?.mime === 'application/x-msdownload' && !isProgram(head) ? undefined : seen;
  const mime = sniffed && (sameAs[sniffed.mime] ?? sniffed.mime);
  if ((mime && programs.has(mime)) || isProgram(head))
    throw new UnfitFile('Programs and scripts are not kept here.');
  // Any of the kinds that are text may begin as XML does.
  if (!mime || (mime === 'application/xml' && promised?.reading === 'text')) {
    if (promised?.reading === 'text') return promised;
    throw new UnfitFile(
      promised
        ? `The name says that this is a ${promised.label}, but its content is something else, or damaged.`
        : 'What this file is cannot be seen from its content.',
    );
  }
  const kind = kindOfContent(mime);
  if (!kind) throw new UnfitFile(`Files of this kind (${sniffed?.ext ?? mime}) are not kept here.`);
  const end = extensionOf(filename);
  // Scanners and discs give DICOM files names without an end.
  const isNamedRight = end === '' ? kind.reading === 'dicom' : kind.extensions.includes(end);
  if (!isNamedRight)
    throw new UnfitFile(
      `The name says that this is ${end === '' ? 'nothing known' : `".${end}"`}, but its content is a ${kind.label}. Give it its right name.`,
    );
  return kind;
}

const isMarkedDicom = (head: Uint8Array): boolean =>
  [...'DICM'].every((letter, at) => head[128 + at] === letter.charCodeAt(0));

/** Scripts that say which program runs them, and what Windows and Linux run; a note may begin with "MZ" too. */
function isProgram(head: Uint8Array): boolean {
  const begins = (text: string) => [...text].every((letter, at) => head[at] === letter.charCodeAt(0));
  return begins('#!') || (begins('MZ') && head.includes(0)) || begins('\u007fELF');
}
