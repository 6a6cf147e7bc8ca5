const MB = 1_000_000;

/** One kind of file that a record may hold. */
export type FileKind = {
  /** As the content is called by its own bytes; the first of its names here. */
  readonly contentType: string;
  /** What it is to people: "JPEG picture". */
  readonly label: string;
  /** What its name may end with, in lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Largest size in bytes. */
  readonly limit: number;
  /** How its content is read: pictures are decoded, PDFs opened, texts checked; `opaque` is kept as it is. */
  readonly reading: 'picture' | 'pdf' | 'dicom' | 'text' | 'opaque';
  /** Whether a program may show it. What could run a script (HTML, SVG) is only ever downloaded. */
  readonly isShown: boolean;
};

type Row = Omit<FileKind, 'contentType' | 'limit'> & { readonly limit?: number };

const picture = (label: string, ...extensions: string[]): Row => ({
  ...{ label, extensions, reading: 'picture', isShown: true },
});
const kept = (label: string, ...extensions: string[]): Row => ({
  ...{ label, extensions, reading: 'opaque', isShown: false },
});
const textOf = (label: string, isShown: boolean, ...extensions: string[]): Row => ({
  ...{ label, extensions, reading: 'text', isShown },
});

const office = 'application/vnd.openxmlformats-officedocument';

const rows: Readonly<Record<string, Row>> = {
  'image/jpeg': picture('JPEG picture', 'jpg', 'jpeg', 'jpe', 'jfif'),
  'image/png': picture('PNG picture', 'png'),
  'image/webp': picture('WebP picture', 'webp'),
  'image/gif': picture('GIF picture', 'gif'),
  'image/avif': picture('AVIF picture', 'avif'),
  // No browser shows TIFF by itself: its preview is what is looked at.
  'image/tiff': picture('TIFF picture', 'tif', 'tiff'),
  // Patented coding: no library at hand decodes it, so nothing but the name and the first bytes is known of it.
  'image/heic': kept('HEIC picture', 'heic', 'heif'),
  'application/pdf': {
    ...{ label: 'PDF', extensions: ['pdf'], limit: 200 * MB, reading: 'pdf', isShown: true },
  },
  'application/dicom': {
    ...{
      label: 'DICOM image',
      extensions: ['dcm', 'dicom'],
      limit: 500 * MB,
      reading: 'dicom',
      isShown: true,
    },
  },
  'text/plain': textOf('text', true, 'txt', 'text', 'log', 'md'),
  'text/csv': textOf('table in text', false, 'csv', 'tsv'),
  'application/json': textOf('JSON', false, 'json'),
  'application/xml': textOf('XML', false, 'xml', 'cda', 'ccda'),
  'text/html': textOf('web page', false, 'html', 'htm', 'xhtml'),
  'image/svg+xml': textOf('SVG drawing', false, 'svg'),
  'application/rtf': kept('text document (RTF)', 'rtf'),
  [`${office}.wordprocessingml.document`]: kept('Word document', 'docx'),
  [`${office}.spreadsheetml.sheet`]: kept('Excel table', 'xlsx'),
  [`${office}.presentationml.presentation`]: kept('PowerPoint presentation', 'pptx'),
  'application/vnd.oasis.opendocument.text': kept('text document (ODT)', 'odt'),
  'application/vnd.oasis.opendocument.spreadsheet': kept('table (ODS)', 'ods'),
  'application/x-cfb': kept('document of an older Office', 'doc', 'xls', 'ppt'),
  'video/mp4': kept('MP4 film', 'mp4', 'm4v'),
  'video/quicktime': kept('QuickTime film', 'mov'),
  'audio/mpeg': kept('MP3 sound', 'mp3'),
  'audio/x-m4a': kept('M4A sound', 'm4a'),
  'audio/wav': kept('WAV sound', 'wav'),
};

/** Every kind of file that a record may hold. What is not here is refused. */
export const fileKinds: readonly FileKind[] = Object.entries(rows).map(([contentType, row]) => ({
  ...{ contentType, limit: 100 * MB },
  ...row,
}));

/** The largest file of any kind, in bytes. */
export const largestFile = Math.max(...fileKinds.map(({ limit }) => limit));

/** The largest piece of a file that one call brings or fetches, in bytes. */
export const uploadPiece = 1024 * 1024;
export const downloadPiece = 4 * 1024 * 1024;

/** The end of a file's name in lower case, without the dot: '' when it has none. */
export const extensionOf = (filename: string): string =>
  /\.([^.\s/\\]{1,20})$/.exec(filename)?.[1]?.toLowerCase() ?? '';

/**
 * The kind that a name promises; the content decides later whether it keeps the promise.
 */
export const kindByName = (filename: string): FileKind | undefined => {
  const extension = extensionOf(filename);
  return fileKinds.find(({ extensions }) => extensions.includes(extension));
};

const byContent: ReadonlyMap<string, FileKind> = new Map(fileKinds.map((kind) => [kind.contentType, kind]));

/** The kind that a content is, by what its bytes were found to be; undefined for paper and for what nobody knows. */
export const kindOfContent = (contentType: string | undefined): FileKind | undefined =>
  contentType === undefined ? undefined : byContent.get(contentType);
