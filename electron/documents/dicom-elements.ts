import { type ByteSource, UnfitFile } from '../core/ports/document-reader';

type Place = { readonly offset: number; readonly length: number };

/** What is needed of a DICOM file to show and describe it. */
export type DicomHead = {
  readonly transferSyntax: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bitsAllocated: number;
  readonly samplesPerPixel: number;
  readonly isSigned: boolean;
  readonly photometric: string;
  /** `YYYY-MM-DD`; absent where the file does not say on which day the study was. */
  readonly studyDate?: string;
  /** Where pixels lie as numbers. */
  readonly pixelData: Place | null;
  /** Where they lie compressed, in fragments. */
  readonly fragments: readonly Place[];
};

const UNDEFINED_LENGTH = 0xff_ff_ff_ff;
const DEFLATED = '1.2.840.10008.1.2.1.99';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const IMPLICIT = '1.2.840.10008.1.2';
/** Value representations with a length of four bytes after two that are reserved (PS3.5, 7.1.2). */
const longOnes: ReadonlySet<string> = new Set('OB OD OF OL OV OW SQ SV UC UN UR UT UV'.split(' '));
/** A file of more elements than this at its top was made to keep us busy. */
const MOST_ELEMENTS = 100_000;
/** Values that are read; everything else is only walked over. */
const wanted = {
  '00020010': 'transferSyntax',
  '00280010': 'rows',
  '00280011': 'columns',
  '00280008': 'frames',
  '00280100': 'bitsAllocated',
  '00280002': 'samplesPerPixel',
  '00280103': 'isSigned',
  '00280004': 'photometric',
  '00080020': 'studyDate',
} as const;

/**
 * Reads a DICOM file (PS3.10) from its first element to its last byte. Rejects with `UnfitFile` where an element says
 * that it goes on after the end of the file.
 */
export async function readDicom(source: ByteSource): Promise<DicomHead> {
  try {
    return await walk(source);
  } catch (error) {
    // Something lies outside of what was read of it: what says where is wrong, not the program.
    throw error instanceof RangeError ? cutOff() : error;
  }
}

async function walk(source: ByteSource): Promise<DicomHead> {
  const reader = new Reader(source);
  const values: Record<string, string | number> = {};
  let pixelData: Place | null = null;
  let fragments: Place[] = [];
  let at = 132;
  let syntax = '1.2.840.10008.1.2.1';
  for (let count = 0; at < source.size; count += 1) {
    if (count > MOST_ELEMENTS) throw new UnfitFile('The DICOM image has too many elements.');
    const group = await reader.uint16(at);
    if (group !== 2) syntax = String(values.transferSyntax ?? syntax);
    // Inflating and turning bytes round is left to the viewer; that it is whole cannot be seen then.
    if (group !== 2 && (syntax === DEFLATED || syntax === BIG_ENDIAN)) break;
    const element = await reader.element(at, group !== 2 && syntax === IMPLICIT);
    const isPixels = element.tag === '7fe00010';
    if (element.length === UNDEFINED_LENGTH) {
      const inside = await reader.items(element.value, isPixels, syntax === IMPLICIT && group !== 2);
      if (isPixels) ({ fragments } = inside);
      at = inside.end;
      continue;
    }
    if (element.value + element.length > source.size) throw cutOff();
    if (isPixels) pixelData = { offset: element.value, length: element.length };
    const name = wanted[element.tag as keyof typeof wanted];
    // An element may be there and say nothing: a value of type 2 that nobody knew (PS3.5, 7.4.3).
    if (name && element.length > 0) values[name] = await reader.value(element);
    at = element.value + element.length;
  }
  const number = (name: string, usual = 0) => Number(values[name] ?? usual) || usual;
  const head = {
    ...{
      transferSyntax: syntax,
      rows: number('rows'),
      columns: number('columns'),
      frames: number('frames', 1),
    },
    ...{ bitsAllocated: number('bitsAllocated'), samplesPerPixel: number('samplesPerPixel', 1) },
    ...{
      isSigned: values.isSigned === 1,
      photometric: String(values.photometric ?? ''),
      studyDate: dateOf(String(values.studyDate ?? '')),
      pixelData,
      fragments,
    },
  };
  requireAllPixels(head);
  return head;
}

/** A date as DICOM writes it (PS3.5, 6.2), with points in the oldest files. Whether there is such a day is not looked at. */
function dateOf(written: string): string | undefined {
  const [, ...parts] = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(written.trim()) ?? [];
  return parts.join('-') || undefined;
}

/** Cut off at the end of an element, the pixels are missing although their size is told. */
function requireAllPixels(head: DicomHead): void {
  const { rows, columns, frames, bitsAllocated, samplesPerPixel, pixelData, fragments, transferSyntax } =
    head;
  if (transferSyntax === DEFLATED || transferSyntax === BIG_ENDIAN || !rows || !columns) return;
  if (!pixelData && fragments.length === 0) throw cutOff();
  const needed = Math.ceil((rows * columns * frames * samplesPerPixel * bitsAllocated) / 8);
  const isPlain = transferSyntax === IMPLICIT || transferSyntax === '1.2.840.10008.1.2.1';
  const isSubsampled = head.photometric.startsWith('YBR') && head.photometric.includes('422');
  if (pixelData && isPlain && !isSubsampled && pixelData.length < needed) throw cutOff();
}

type Element = { tag: string; vr: string; value: number; length: number };

/** Reads small parts, from a window of the file. */
class Reader {
  #window = new Uint8Array(0);
  #from = 0;

  constructor(private readonly source: ByteSource) {}

  async #view(at: number, length: number): Promise<DataView> {
    if (at + length > this.source.size) throw cutOff();
    if (at < this.#from || at + length > this.#from + this.#window.length) {
      this.#from = at;
      this.#window = await this.source.read(at, Math.min(Math.max(length, 65_536), this.source.size - at));
    }
    return new DataView(this.#window.buffer, this.#window.byteOffset + at - this.#from, length);
  }

  async uint16(at: number): Promise<number> {
    return (await this.#view(at, 2)).getUint16(0, true);
  }

  async element(at: number, isImplicit: boolean): Promise<Element> {
    const view = await this.#view(at, 8);
    const hex = (offset: number) => view.getUint16(offset, true).toString(16).padStart(4, '0');
    const tag = hex(0) + hex(2);
    if (isImplicit || tag.startsWith('fffe'))
      return { tag, vr: '', value: at + 8, length: view.getUint32(4, true) };
    const vr = String.fromCharCode(view.getUint8(4), view.getUint8(5));
    if (!/^[A-Z]{2}$/.test(vr)) throw cutOff();
    if (!longOnes.has(vr)) return { tag, vr, value: at + 8, length: view.getUint16(6, true) };
    const long = await this.#view(at, 12);
    return { tag, vr, value: at + 12, length: long.getUint32(8, true) };
  }

  async value({ vr, value, length }: Element): Promise<string | number> {
    const view = await this.#view(value, Math.min(length, 64));
    if (vr === 'US' || (vr === '' && length === 2)) {
      if (length < 2) throw cutOff();
      return view.getUint16(0, true);
    }
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    return new TextDecoder('latin1').decode(bytes).replace(/[\0 ]+$/, '');
  }

  /** Items of a sequence, or fragments of pixels, up to the element that ends them. */
  async items(from: number, isPixels: boolean, isImplicit: boolean, depth = 0) {
    if (depth > 20) throw new UnfitFile('The DICOM image is nested too deep.');
    const fragments: Place[] = [];
    for (let at = from, count = 0; ; count += 1) {
      if (count > MOST_ELEMENTS) throw new UnfitFile('The DICOM image has too many elements.');
      const item = await this.element(at, true);
      if (item.tag === 'fffee0dd') return { end: item.value, fragments };
      if (item.tag !== 'fffee000') throw cutOff();
      if (item.length === UNDEFINED_LENGTH) {
        at = await this.#endOfItem(item.value, isImplicit, depth);
        continue;
      }
      if (item.value + item.length > this.source.size) throw cutOff();
      // The first holds where the others begin.
      if (isPixels && count > 0) fragments.push({ offset: item.value, length: item.length });
      at = item.value + item.length;
    }
  }

  async #endOfItem(from: number, isImplicit: boolean, depth: number): Promise<number> {
    for (let at = from; ; ) {
      const element = await this.element(at, isImplicit);
      if (element.tag === 'fffee00d') return element.value;
      if (element.length === UNDEFINED_LENGTH)
        ({ end: at } = await this.items(element.value, false, isImplicit, depth + 1));
      else at = element.value + element.length;
      if (at > this.source.size) throw cutOff();
    }
  }
}

const cutOff = () => new UnfitFile('The DICOM image is cut off or damaged.');
