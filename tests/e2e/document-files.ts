import sharp from 'sharp';

/** A photo of coloured stripes; each `seed` makes another one. */
export function photo(seed: number): Promise<Buffer> {
  const [width, height] = [900, 600];
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 3) {
    const column = (at / 3) % width;
    pixels[at] = (column * (seed + 1)) % 256;
    pixels[at + 1] = Math.floor(at / 3 / width) % 256;
    pixels[at + 2] = seed * 60;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A PDF of so many pages with one line of text on each, in a font that its reader must have; `padding` bytes make it large. */
export function pdfOf(pages: readonly string[], padding = 0): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let length = parts[0]?.length ?? 0;
  const object = (body: Buffer | string) => {
    const text = Buffer.concat([
      Buffer.from(`${places.length + 1} 0 obj\n`),
      Buffer.from(body),
      Buffer.from('\nendobj\n'),
    ]);
    places.push(length);
    length += text.length;
    parts.push(text);
  };
  const stream = (content: Buffer) =>
    Buffer.concat([
      Buffer.from(`<< /Length ${content.length} >>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]);
  const first = 4;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  object('<< /Type /Catalog /Pages 2 0 R >>');
  object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  object('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [index, line] of pages.entries()) {
    const content = first + index * 2 + 1;
    object(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    object(stream(Buffer.from(`BT /F1 18 Tf 72 740 Td (${line}) Tj ET`)));
  }
  if (padding > 0) object(stream(Buffer.alloc(padding, 'clinic')));
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = places.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

type DicomWords = {
  /** "Al-Sayed^Fatima" */
  readonly name: string;
  /** `YYYYMMDD` */
  readonly birthDate: string;
  readonly frames?: number;
};

/** A CT of bars from -1,000 to 1,000 Hounsfield units, brighter from frame to frame; uncompressed. */
export function dicomOf({ name, birthDate, frames = 1 }: DicomWords): Buffer {
  const [columns, rows] = [256, 192];
  const even = (text: string, fill: string) => (text.length % 2 === 0 ? text : text + fill);
  const long = new Set(['OB', 'OW', 'SQ', 'UN']);
  const element = (group: number, number: number, vr: string, value: Buffer) => {
    const head = Buffer.alloc(long.has(vr) ? 12 : 8);
    head.writeUInt16LE(group, 0);
    head.writeUInt16LE(number, 2);
    head.write(vr, 4, 'latin1');
    if (long.has(vr)) head.writeUInt32LE(value.length, 8);
    else head.writeUInt16LE(value.length, 6);
    return Buffer.concat([head, value]);
  };
  const words = (group: number, number: number, vr: string, text: string) =>
    element(group, number, vr, Buffer.from(even(text, vr === 'UI' ? '\0' : ' '), 'latin1'));
  const short = (group: number, number: number, value: number) => {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    return element(group, number, 'US', bytes);
  };
  const pixels = Buffer.alloc(columns * rows * frames * 2);
  for (let at = 0; at < columns * rows * frames; at += 1) {
    const frame = Math.floor(at / (columns * rows));
    const bar = Math.floor((at % columns) / 32);
    pixels.writeUInt16LE(24 + bar * 285 + frame * 10, at * 2);
  }
  const ctImage = '1.2.840.10008.5.1.4.1.1.2';
  const meta = Buffer.concat([
    element(2, 1, 'OB', Buffer.from([0, 1])),
    words(2, 2, 'UI', ctImage),
    words(2, 3, 'UI', '1.2.826.0.1.3680043.10.1.1'),
    words(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    words(2, 0x12, 'UI', '1.2.826.0.1.3680043.10.1'),
  ]);
  const metaLength = Buffer.alloc(4);
  metaLength.writeUInt32LE(meta.length);
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element(2, 0, 'UL', metaLength),
    meta,
    words(8, 0x16, 'UI', ctImage),
    words(8, 0x18, 'UI', '1.2.826.0.1.3680043.10.1.1'),
    words(8, 0x20, 'DA', '20260302'),
    words(8, 0x60, 'CS', 'CT'),
    words(8, 0x1030, 'LO', 'Head'),
    words(0x10, 0x10, 'PN', name),
    words(0x10, 0x20, 'LO', 'H-7781'),
    words(0x10, 0x30, 'DA', birthDate),
    short(0x28, 2, 1),
    words(0x28, 4, 'CS', 'MONOCHROME2'),
    words(0x28, 8, 'IS', String(frames)),
    short(0x28, 0x10, rows),
    short(0x28, 0x11, columns),
    short(0x28, 0x100, 16),
    short(0x28, 0x101, 12),
    short(0x28, 0x102, 11),
    short(0x28, 0x103, 0),
    words(0x28, 0x1050, 'DS', '0'),
    words(0x28, 0x1051, 'DS', '1000'),
    words(0x28, 0x1052, 'DS', '-1024'),
    words(0x28, 0x1053, 'DS', '1'),
    element(0x7fe0, 0x10, 'OW', pixels),
  ]);
}
