import sharp from 'sharp';
import { pdfOf } from '../../electron/core/demo/documents/pdf';

type Bytes = Uint8Array<ArrayBuffer>;

/** A letter of two pages; the second holds "mycophenolate". */
export const samplePdf = (word = 'mycophenolate'): Bytes =>
  pdfOf([
    ['Wellness First Clinic', 'Dear colleague,', 'thank you for referring this patient to us.'],
    ['Findings', `We have started ${word} and ask for a blood count in two weeks.`],
  ]);

/** A letter that opens with a password only: the standard security handler of ISO 32000-1, section 7.6.3, 40 bits. */
export function protectedPdf(): Bytes {
  const hex = (byte: string) => `<${byte.repeat(32)}>`;
  const lock = `/Filter /Standard /V 1 /R 2 /P -4 /O ${hex('3a')} /U ${hex('c5')}`;
  const latin = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  // Behind everything that the table of the file points at.
  const file = latin(samplePdf()).replace(
    'trailer\n<<',
    `trailer\n<< /Encrypt << ${lock} >> /ID [<01> <01>]`,
  );
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0));
}

/** A photo as a telephone takes it: lying on its side, with the place where it was taken in it. */
export async function sampleJpeg({ width = 640, height = 480 } = {}): Promise<Bytes> {
  const jpeg = await sharp({ create: { width, height, channels: 3, noise: noise(), background: '#c88' } })
    .jpeg({ quality: 80 })
    .withExif({
      IFD0: { Copyright: 'Somebody' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  return new Uint8Array(jpeg);
}

export async function samplePng({ width = 320, height = 200 } = {}): Promise<Bytes> {
  const png = await sharp({ create: { width, height, channels: 3, noise: noise(), background: '#48a' } })
    .png()
    .toBuffer();
  return new Uint8Array(png);
}

const noise = () => ({ type: 'gaussian' as const, mean: 128, sigma: 30 });

/** A picture that says it has so many pixels; its data are those of a much smaller one. */
export async function bombPng(width: number, height: number): Promise<Bytes> {
  const png = await sharp({
    create: { width, height, channels: 3, background: '#000' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  return new Uint8Array(png);
}

/**
 * A picture of 16-bit greys, getting lighter from left to right: DICOM PS3.10 in explicit little endian. `isSigned` says
 * with how many bytes its element of that name stands there.
 */
export function sampleDicom({
  rows = 64,
  columns = 96,
  frames = 1,
  isSigned = uint16(0),
  studyDate = '',
} = {}): Bytes {
  const pixels = new Uint8Array(rows * columns * frames * 2);
  const view = new DataView(pixels.buffer);
  for (let at = 0; at < rows * columns * frames; at += 1) view.setUint16(at * 2, (at % columns) * 20, true);
  return dicomOf('1.2.840.10008.1.2.1', [
    ...(studyDate ? [element(0x0008, 0x0020, 'DA', text(studyDate))] : []),
    element(0x0008, 0x0060, 'CS', text('CR')),
    element(0x0010, 0x0010, 'PN', text('Sample^Person')),
    element(0x0028, 0x0002, 'US', uint16(1)),
    element(0x0028, 0x0004, 'CS', text('MONOCHROME2')),
    ...(frames > 1 ? [element(0x0028, 0x0008, 'IS', text(String(frames)))] : []),
    element(0x0028, 0x0010, 'US', uint16(rows)),
    element(0x0028, 0x0011, 'US', uint16(columns)),
    element(0x0028, 0x0100, 'US', uint16(16)),
    element(0x0028, 0x0101, 'US', uint16(16)),
    element(0x0028, 0x0102, 'US', uint16(15)),
    element(0x0028, 0x0103, 'US', isSigned),
    element(0x7fe0, 0x0010, 'OW', pixels),
  ]);
}

/** A photo in DICOM: JPEG Baseline, its one frame cut into two fragments behind an empty table of offsets. */
export async function sampleJpegDicom({ width = 96, height = 64 } = {}): Promise<Bytes> {
  const jpeg = await sharp({ create: { width, height, channels: 3, background: '#e02010' } })
    .jpeg()
    .toBuffer();
  const half = Math.floor(jpeg.length / 4) * 2;
  const rest = jpeg.subarray(half);
  const even = rest.length % 2 === 0 ? rest : concat([rest, new Uint8Array(1)]);
  const pixels = [new Uint8Array(0), jpeg.subarray(0, half), even].map((each) => item(0xe000, each));
  const start = element(0x7fe0, 0x0010, 'OB', new Uint8Array(0));
  // Of a length that is not told: the end is marked.
  start.fill(0xff, 8, 12);
  return dicomOf('1.2.840.10008.1.2.4.50', [
    element(0x0028, 0x0002, 'US', uint16(3)),
    element(0x0028, 0x0004, 'CS', text('YBR_FULL_422')),
    element(0x0028, 0x0010, 'US', uint16(height)),
    element(0x0028, 0x0011, 'US', uint16(width)),
    element(0x0028, 0x0100, 'US', uint16(8)),
    ...[start, ...pixels, item(0xe0dd, new Uint8Array(0))],
  ]);
}

function dicomOf(transferSyntax: string, elements: readonly Bytes[]): Bytes {
  const syntax = element(0x0002, 0x0010, 'UI', text(transferSyntax));
  const meta = concat([element(0x0002, 0x0000, 'UL', uint32(syntax.length)), syntax]);
  return concat([new Uint8Array(128), text('DICM'), meta, ...elements]);
}

function item(number: number, value: Uint8Array): Bytes {
  const head = new DataView(new ArrayBuffer(8));
  head.setUint16(0, 0xfffe, true);
  head.setUint16(2, number, true);
  head.setUint32(4, value.length, true);
  return concat([new Uint8Array(head.buffer), value]);
}

function element(group: number, number: number, vr: string, value: Uint8Array): Bytes {
  const isLong = vr === 'OW' || vr === 'OB';
  const head = new DataView(new ArrayBuffer(isLong ? 12 : 8));
  head.setUint16(0, group, true);
  head.setUint16(2, number, true);
  head.setUint8(4, vr.charCodeAt(0));
  head.setUint8(5, vr.charCodeAt(1));
  if (isLong) head.setUint32(8, value.length, true);
  else head.setUint16(6, value.length, true);
  return concat([new Uint8Array(head.buffer), value]);
}

/** Values have an even length. */
function text(value: string): Bytes {
  const bytes = new TextEncoder().encode(value);
  return bytes.length % 2 === 0 ? bytes : concat([bytes, Uint8Array.of(value.includes('.') ? 0 : 0x20)]);
}

const uint16 = (value: number) => new Uint8Array(new Uint16Array([value]).buffer);
const uint32 = (value: number) => new Uint8Array(new Uint32Array([value]).buffer);

function concat(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
