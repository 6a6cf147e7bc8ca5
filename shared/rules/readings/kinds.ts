import { type ReadingCode, readingCodes } from '../../schema';

/**
 * What of a patient is measured over and over: the closed table of kinds of readings. The code of a kind is its LOINC
 * code (https://loinc.org), units are UCUM codes (https://ucum.org). Each value is kept in the one unit of its kind.
 */

/** Digits after the point with which people write a value: `most` that say something, `least` also where they are zeros. */
export type WrittenDigits = { readonly least: number; readonly most: number };

/** A unit that a value may come in. In the kind's own unit it is `(value - offset) * factor`. */
export type ReadingUnit = {
  /** UCUM. */
  readonly code: string;
  /** What people read. */
  readonly label: string;
  readonly factor: number;
  readonly offset: number;
  readonly digits: WrittenDigits;
  /** Values below this are told to one digit more: what is light is weighed on finer scales. */
  readonly finerBelow?: number;
  /** Nobody reads a decimal in it off a device: one that is typed is a slip, as at a visit. What a file has is kept as it is. */
  readonly isTypedWhole?: boolean;
  /** Other spellings that files have, in lower case without spaces. */
  readonly alsoWritten: readonly string[];
};

export type ReadingKind = {
  /** LOINC. */
  readonly code: ReadingCode;
  readonly label: string;
  /** Where there is little room. */
  readonly shortLabel: string;
  /** LOINC codes of the same thing, taken from others and kept under `code`. */
  readonly alsoCoded: readonly string[];
  /** The unit that values are kept in; also the first of `units`. */
  readonly unit: string;
  readonly units: readonly [ReadingUnit, ...ReadingUnit[]];
  /** Digits after the point that mean something, in the kind's unit. */
  readonly decimals: number;
  /** A value outside cannot be of a living person, or not by this method, and is refused. In the kind's unit. */
  readonly plausible: { readonly min: number; readonly max: number };
  /**
   * What devices show, in the kind's unit; only where the units of a kind are close enough to be mistaken for each other. What is
   * outside is possible, but more often a number in another unit.
   */
  readonly shownByDevices?: { readonly min: number; readonly max: number };
  /** Names that columns of files have, in lower case with single spaces. */
  readonly alsoNamed: readonly string[];
};

const whole: WrittenDigits = { least: 0, most: 0 };
/** 6.0 mmol/L and 37.0 °C are written so: without the zero they would read as rounded. */
const tenths: WrittenDigits = { least: 1, most: 1 };

const unit = (
  code: string,
  label: string,
  alsoWritten: readonly string[] = [],
  { factor = 1, offset = 0, digits = whole, ...more }: Partial<Omit<ReadingUnit, 'code' | 'label'>> = {},
): ReadingUnit => ({ ...{ code, label, factor, offset, digits, alsoWritten }, ...more });

/** Grams of one mole of D-glucose, C6H12O6: 180.156 (PubChem CID 5793); a tenth of it is mg/dL for each mmol/L. */
const MG_PER_DL_OF_A_MMOL_PER_L = 18.0156;
/** Exact by definition: the international avoirdupois pound of 1959. */
const KG_OF_A_POUND = 0.453_592_37;

const perMinute: ReadingKind['units'] = [
  unit('/min', '/min', [
    'bpm',
    'beats/min',
    'beats/minute',
    'breaths/min',
    '1/min',
    'rpm',
    '{beats}/min',
    '{breaths}/min',
  ]),
];
const pressure: ReadingKind['units'] = [
  unit('mm[Hg]', 'mmHg', ['mmhg'], { isTypedWhole: true }),
  unit('kPa', 'kPa', ['kpa'], { factor: 1_000 / 133.322, digits: tenths }),
];
const steps: ReadingKind['units'] = [unit('{steps}', 'steps', ['steps', 'step', 'count', '1', '{step}'])];

const table: Readonly<Record<ReadingCode, Omit<ReadingKind, 'code' | 'label' | 'unit'>>> = {
  '8867-4': {
    shortLabel: 'Heart rate',
    alsoCoded: [],
    units: perMinute,
    decimals: 0,
    plausible: { min: 10, max: 350 },
    alsoNamed: ['heart rate', 'heartrate', 'hr', 'bpm', 'pulse', 'pulse rate', 'puls', 'herzfrequenz'],
  },
  '8480-6': {
    shortLabel: 'Systolic',
    alsoCoded: [],
    units: pressure,
    decimals: 0,
    plausible: { min: 20, max: 350 },
    // As cuffs measure, from those of newborns to those of adults; 40 mmHg is 5.3 kPa, and 20 kPa is 150 mmHg.
    shownByDevices: { min: 40, max: 300 },
    alsoNamed: ['systolic', 'systolic blood pressure', 'systolic bp', 'sys', 'sbp', 'systole', 'systolisch'],
  },
  '8462-4': {
    shortLabel: 'Diastolic',
    alsoCoded: [],
    units: pressure,
    decimals: 0,
    // Zero is heard where the aortic valve does not close.
    plausible: { min: 0, max: 250 },
    shownByDevices: { min: 20, max: 200 },
    alsoNamed: [
      'diastolic',
      'diastolic blood pressure',
      'diastolic bp',
      'dia',
      'dbp',
      'diastole',
      'diastolisch',
    ],
  },
  '2339-0': {
    shortLabel: 'Glucose',
    alsoCoded: ['15074-8'],
    units: [
      unit('mg/dL', 'mg/dL', ['mg/dl']),
      unit('mmol/L', 'mmol/L', ['mmol/l'], { factor: MG_PER_DL_OF_A_MMOL_PER_L, digits: tenths }),
    ],
    decimals: 0,
    // 2,656 mg/dL is the highest that somebody is known to have lived through.
    plausible: { min: 5, max: 3_000 },
    // Meters say LO below 20 and HI above 600 mg/dL.
    shownByDevices: { min: 20, max: 600 },
    alsoNamed: [
      'glucose',
      'blood glucose',
      'blood sugar',
      'bg',
      'sugar',
      'sensor glucose',
      'historic glucose',
      'glukose',
      'blutzucker',
    ],
  },
  '59408-5': {
    shortLabel: 'SpO₂',
    alsoCoded: ['2708-6'],
    units: [unit('%', '%', ['percent', 'pct'])],
    decimals: 0,
    // As low as an oximeter shows and a visit takes it, though it tells little below 70.
    plausible: { min: 10, max: 100 },
    alsoNamed: ['spo2', 'spo₂', 'oxygen saturation', 'blood oxygen', 'saturation', 'o2 sat', 'oxygen'],
  },
  '29463-7': {
    shortLabel: 'Weight',
    alsoCoded: [],
    units: [
      unit('kg', 'kg', ['kgs', 'kilogram', 'kilograms'], { digits: { least: 0, most: 2 } }),
      unit('[lb_av]', 'lb', ['lb', 'lbs', 'pound', 'pounds'], {
        factor: KG_OF_A_POUND,
        digits: { least: 0, most: 1 },
        finerBelow: 20,
      }),
      unit('g', 'g', ['gram', 'grams'], { factor: 0.001 }),
    ],
    decimals: 2,
    // As at a visit, 1,500 lb; the heaviest person ever weighed had about 635 kg.
    plausible: { min: 0.2, max: 680 },
    alsoNamed: ['weight', 'body weight', 'wt', 'mass', 'gewicht'],
  },
  '8310-5': {
    shortLabel: 'Temperature',
    alsoCoded: [],
    units: [
      unit('Cel', '°C', ['c', '°c', 'celsius', 'degc'], { digits: tenths }),
      unit('[degF]', '°F', ['f', '°f', 'fahrenheit', 'degf'], {
        factor: 5 / 9,
        offset: 32,
        digits: tenths,
      }),
    ],
    decimals: 1,
    // A child who was found at 11.8 °C lived.
    plausible: { min: 11, max: 46 },
    alsoNamed: ['temperature', 'body temperature', 'temp', 'temperatur'],
  },
  '55423-8': {
    shortLabel: 'Steps',
    alsoCoded: [],
    units: steps,
    decimals: 0,
    plausible: { min: 0, max: 200_000 },
    alsoNamed: ['steps', 'step count', 'schritte'],
  },
  '41950-7': {
    shortLabel: 'Steps a day',
    alsoCoded: [],
    units: [unit('/d', 'steps a day', ['steps/d', 'steps/day', '{steps}/d', '{steps}'])],
    decimals: 0,
    plausible: { min: 0, max: 200_000 },
    alsoNamed: ['steps a day', 'steps per day', 'daily steps', 'total steps'],
  },
  '9279-1': {
    shortLabel: 'Breathing',
    alsoCoded: [],
    units: perMinute,
    decimals: 0,
    plausible: { min: 1, max: 150 },
    alsoNamed: ['respiratory rate', 'respiration rate', 'respiration', 'breathing rate', 'rr', 'resp'],
  },
};

/** Every kind, in the order in which people are shown them. */
export const readingKinds: readonly ReadingKind[] = readingCodes.map(({ value: code, label }) => ({
  code,
  label,
  unit: table[code].units[0].code,
  ...table[code],
}));

const byCode = new Map(
  readingKinds.flatMap((kind) => [kind.code, ...kind.alsoCoded].map((code) => [code, kind] as const)),
);

/** The kind of a LOINC code, also of one that is kept under another; undefined for one that is not in the table. */
export const readingKindOf = (code: string): ReadingKind | undefined => byCode.get(code);

/** Systolic and diastolic of one instant and one source are one blood pressure. @public */
export const bloodPressure = { systolic: '8480-6', diastolic: '8462-4' } as const;

/** Kinds that count: what matters of a span is their sum (`mean * count`), not their mean. @public */
export const addedUp: ReadonlySet<string> = new Set<ReadingCode>(['55423-8']);
