/** What a picture shows at a place: red, green and blue, or one grey, from 0 to 255. */
export type Painter = (x: number, y: number) => readonly [red: number, green: number, blue: number] | number;

/** A PNG that a function paints (ISO/IEC 15948), its bytes stored as they are: small code rather than a small file. */
export function pngOf(width: number, height: number, paint: Painter): Uint8Array<ArrayBuffer> {
  const isGrey = typeof paint(0, 0) === 'number';
  const row = 1 + width * (isGrey ? 1 : 3);
  const raw = new Uint8Array(row * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1) {
      const colour = paint(x, y);
      for (const part of typeof colour === 'number' ? [colour] : colour) {
        raw[at] = Math.max(0, Math.min(255, part));
        at += 1;
      }
    }
  }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, isGrey ? 0 : 2);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', stored(raw)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let at = 0; at < 4; at += 1) bytes[4 + at] = name.charCodeAt(at);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** Zlib's form without compression: RFC 1950 and 1951, section 3.2.4. */
function stored(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const most = 65_535;
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < raw.length; at += most) {
    const part = raw.subarray(at, at + most);
    const head = new DataView(new ArrayBuffer(5));
    head.setUint8(0, at + most >= raw.length ? 1 : 0);
    head.setUint16(1, part.length, true);
    head.setUint16(3, ~part.length & 0xff_ff, true);
    parts.push(new Uint8Array(head.buffer), part);
  }
  const sum = new DataView(new ArrayBuffer(4));
  sum.setUint32(0, adler32(raw));
  return joined([...parts, new Uint8Array(sum.buffer)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1;
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return ((high << 16) | low) >>> 0;
}
