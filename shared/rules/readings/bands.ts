import type { ReadingCode } from '../../schema';
import { readingKindOf } from './kinds';

/**
 * Bands that readings are held against when nobody set limits for the patient. They are defaults that make a curve
 * easier to read, not advice: whoever treats the patient sets the limits that matter (`readinglimits`).
 * A value is out of its band when it is below `low` or above `high`; both ends belong to the band, and `high` reaches
 * to the next value that the kind's digits can write: 139.5 mmHg, which is 18.6 kPa, is not yet the 140 after 139.
 */
export type DefaultBand = {
  /** Completed months of age from which it holds, until the next one of the kind does. */
  readonly fromMonths: number;
  readonly low?: number;
  readonly high?: number;
};

const years = (count: number) => count * 12;

/** By kind, by age, youngest first; in the kind's unit. A kind or an age without a band is never out of it. */
export const defaultBands: Partial<Record<ReadingCode, readonly DefaultBand[]>> = {
  // Awake rates: American Heart Association, Pediatric Advanced Life Support Provider Manual (2020), vital signs in
  // children; the same manual's 60 to 100 above ten years is what adults are held to.
  '8867-4': [
    { fromMonths: 0, low: 85, high: 205 },
    { fromMonths: 3, low: 100, high: 190 },
    { fromMonths: years(2), low: 60, high: 140 },
    { fromMonths: years(10), low: 60, high: 100 },
  ],
  // Hypertension from 140/90 in the office: 2018 ESC/ESH Guidelines (Eur Heart J 2018;39:3021). Below 90/60 is what is
  // commonly called hypotension (NHLBI). Children are held to percentiles by age, sex and height, so they have no band.
  '8480-6': [{ fromMonths: years(18), low: 90, high: 139 }],
  '8462-4': [{ fromMonths: years(18), low: 60, high: 89 }],
  // Time in range of people with diabetes: International Consensus on Time in Range (Diabetes Care 2019;42:1593).
  '2339-0': [{ fromMonths: 0, low: 70, high: 180 }],
  // Target saturation of the acutely ill without risk of hypercapnia: British Thoracic Society (Thorax 2017;72:i1).
  '59408-5': [{ fromMonths: 0, low: 94 }],
  // Hypothermia below 35.0 °C (ICD-10 T68, R68.0); fever from 38.0 °C (Brighton Collaboration, Vaccine 2004;22:551).
  '8310-5': [{ fromMonths: 0, low: 35, high: 37.9 }],
  // American Heart Association, Pediatric Advanced Life Support Provider Manual (2020), respiratory rates by age; the
  // 12 to 20 of adolescents is what adults are held to.
  '9279-1': [
    { fromMonths: 0, low: 30, high: 53 },
    { fromMonths: years(1), low: 22, high: 37 },
    { fromMonths: years(3), low: 20, high: 28 },
    { fromMonths: years(6), low: 18, high: 25 },
    { fromMonths: years(12), low: 12, high: 20 },
  ],
};

/** A band of one patient and one kind, over a span of time; `from` is included, `until` is not. */
export type ReadingBand = {
  readonly from?: Date;
  readonly until?: Date;
  readonly low?: number;
  readonly high?: number;
  /** Of a band with `high`: the first value that is above it, the next one in the kind's digits. */
  readonly over?: number;
  /** `default` is not advice; `patient`: set for this patient. */
  readonly origin: 'default' | 'patient';
};

/** Limits that were set for one patient, in the kind's unit. */
export type OwnLimits = { readonly low?: number; readonly high?: number };

/**
 * The bands that hold for a patient, in the order of time. Limits of their own hold for all times. Without a date of
 * birth they are held to the oldest band, which is that of adults.
 */
export function bandsOf(kind: ReadingCode, dateOfBirth: string | undefined, own?: OwnLimits): ReadingBand[] {
  if (own) return [{ ...endsOf(kind, own), origin: 'patient' }];
  const bands = defaultBands[kind] ?? [];
  if (dateOfBirth === undefined) {
    const oldest = bands.at(-1);
    return oldest ? [{ ...endsOf(kind, oldest), origin: 'default' }] : [];
  }
  return bands.map(({ fromMonths, ...ends }, index) => {
    const next = bands[index + 1];
    return {
      ...(fromMonths > 0 ? { from: monthsAfter(dateOfBirth, fromMonths) } : {}),
      ...(next ? { until: monthsAfter(dateOfBirth, next.fromMonths) } : {}),
      ...endsOf(kind, ends),
      origin: 'default',
    };
  });
}

function endsOf(kind: ReadingCode, { low, high }: OwnLimits): Pick<ReadingBand, 'low' | 'high' | 'over'> {
  const scale = 10 ** (readingKindOf(kind)?.decimals ?? 0);
  return {
    ...(low === undefined ? {} : { low }),
    // 37.9 * 10 and the like may come out a hair below the whole number that they are.
    ...(high === undefined ? {} : { high, over: (Math.floor(high * scale + 1e-6) + 1) / scale }),
  };
}

/** The band that holds at an instant; none where none does, such as for the blood pressure of children. */
export function bandAt<Band extends Pick<ReadingBand, 'from' | 'until'>>(
  bands: readonly Band[],
  at: Date,
): Band | undefined {
  return bands.find(
    ({ from, until }) => (from === undefined || at >= from) && (until === undefined || at < until),
  );
}

/** On which side of the band of its instant a value is. Limits of other ages do not count. */
export function sideOf(
  bands: readonly ReadingBand[],
  value: number,
  takenAt: Date,
): 'above' | 'below' | undefined {
  const { low = -Infinity, over = Infinity } = bandAt(bands, takenAt) ?? {};
  if (value >= over) return 'above';
  return value < low ? 'below' : undefined;
}

/** True when a value of that instant is outside the bands. */
export const isOutside = (bands: readonly ReadingBand[], value: number, takenAt: Date): boolean =>
  sideOf(bands, value, takenAt) !== undefined;

/** Midnight UTC of the day so many months after a date; born on the 31st, a short month's first day after it. */
function monthsAfter(date: string, months: number): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, day));
}
