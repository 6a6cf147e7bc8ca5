import { type DataSet, parseDicom } from 'dicom-parser';
import { isCalendarDate } from '../../../../shared/schema';

/** What a DICOM file says of itself. */
export type DicomHeader = {
  /** "Al-Sayed, Fatima": family name first, as it stands there. */
  readonly patientName?: string;
  readonly patientId?: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  /** "CT", "US", … */
  readonly modality?: string;
  readonly description?: string;
  /** `YYYY-MM-DD`. */
  readonly studyDate?: string;
  readonly frames: number;
  readonly hasPixels: boolean;
};

/** Character sets of DICOM (PS3.3 C.12.1.1.2) that a browser decodes, by the name of its decoder. */
const decoders: Readonly<Record<string, string>> = {
  'ISO_IR 192': 'utf-8',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'windows-874',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO 2022 IR 58': 'gb18030',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

function textOf(data: DataSet, tag: string, decoder: TextDecoder): string | undefined {
  const element = data.elements[tag];
  if (!element || element.length <= 0) return undefined;
  const bytes = data.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  return decoder.decode(bytes).replaceAll('\u0000', '').trim() || undefined;
}

function dateOf(written: string | undefined): string | undefined {
  const date = written?.replace(/^(\d{4})\.?(\d\d)\.?(\d\d)$/, '$1-$2-$3') ?? '';
  return isCalendarDate(date) ? date : undefined;
}

/** Family^Given^Middle^Prefix^Suffix of the first way of writing. */
function nameOf(written: string | undefined): string | undefined {
  const [family = '', given = '', middle = ''] = (written?.split('=')[0] ?? '')
    .split('^')
    .map((part) => part.trim());
  return [family, [given, middle].filter(Boolean).join(' ')].filter(Boolean).join(', ') || undefined;
}

/** Reads the header of a DICOM file, or of its beginning up to the pixels; throws for what is none. Pixels are not touched. */
export function readHeader(bytes: Uint8Array): DicomHeader {
  const data = parseDicom(bytes, { untilTag: 'x7fe00010' });
  const sets = (data.string('x00080005') ?? '').split('\\').map((each) => each.trim());
  const decoder = new TextDecoder(decoders[sets.find((each) => each !== '') ?? ''] ?? 'iso-8859-1');
  const frames = Number(data.string('x00280008') ?? 1);
  return {
    patientName: nameOf(textOf(data, 'x00100010', decoder)),
    patientId: textOf(data, 'x00100020', decoder),
    birthDate: dateOf(textOf(data, 'x00100030', decoder)),
    modality: textOf(data, 'x00080060', decoder),
    description: textOf(data, 'x00081030', decoder) ?? textOf(data, 'x0008103e', decoder),
    studyDate: dateOf(textOf(data, 'x00080020', decoder)),
    frames: Number.isInteger(frames) && frames > 0 ? frames : 1,
    hasPixels: data.elements.x7fe00010 !== undefined,
  };
}
