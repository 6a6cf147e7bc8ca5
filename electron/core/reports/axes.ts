import { appointmentStatuses } from '../../../shared/entities';
import { sexes } from '../../../shared/entities/patients';
import { monthsBetween, weeksBetween } from '../../../shared/rules/iso-week';
import { icd10Chapters } from '../../../shared/rules/reports/icd10-chapters';
import { codeSystemOf, readingCodes } from '../../../shared/schema';
import type { ReportQuestion } from '../ports/report-source';

/** The key of what is divided by something that is not known. */
export const unknownKey = '(none)';

/** What rows or columns stand for. */
export type Axis = {
  /** The name of the column that tells it, and of the columns that it makes. */
  readonly name: string;
  readonly label: string;
  /** What a key stands for; `written` is how it was written down. */
  readonly say: (key: string, written: string | undefined) => string;
  /** Keys that are there also where nothing was counted. */
  readonly always?: (question: ReportQuestion) => readonly string[];
  /** In this order of keys, by the key, by what it says, or the most frequent first. */
  readonly order: readonly string[] | 'key' | 'label' | 'frequency';
  /** What stands for an empty key. */
  readonly unknown: string;
  /** What it says is what people wrote into records: not for the audit, whose readers may not read those. */
  readonly isFreeText?: boolean;
};

type Choices = readonly { readonly value: string; readonly label: string }[];

/** `always`: the choices that are there also where nothing was counted. */
const ofChoices = (
  { name, label, unknown }: Pick<Axis, 'name' | 'label' | 'unknown'>,
  choices: Choices,
  always: readonly string[] = [],
): Axis => {
  const labels = new Map(choices.map((each) => [each.value, each.label]));
  return {
    ...{ name, label, unknown },
    say: (key) => labels.get(key) ?? key,
    always: () => always,
    order: choices.map(({ value }) => value),
  };
};
const valuesOf = (choices: Choices) => choices.map(({ value }) => value);

const english = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en', { timeZone: 'UTC', ...options });
const weekdayNames: Choices = Array.from({ length: 7 }, (_, index) => ({
  value: String(index + 1),
  // 2024 began on a Monday.
  label: english({ weekday: 'long' }).format(new Date(Date.UTC(2024, 0, index + 1))),
}));
const monthNames: Choices = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1).padStart(2, '0'),
  label: english({ month: 'long' }).format(new Date(Date.UTC(2024, index, 1))),
}));
/** Meteorological: whole months, so that a date has one season wherever on earth; named by what they are called north. */
const seasonNames: Choices = [
  { value: 'DJF', label: 'Winter (Dec–Feb)' },
  { value: 'MAM', label: 'Spring (Mar–May)' },
  { value: 'JJA', label: 'Summer (Jun–Aug)' },
  { value: 'SON', label: 'Autumn (Sep–Nov)' },
];
const bands: Choices = [
  ...Array.from({ length: 18 }, (_, index) => ({
    value: String(index * 5),
    label: `${index * 5}–${index * 5 + 4}`,
  })),
  { value: '90', label: '90 and over' },
];

const asWritten = (name: string, label: string, unknown: string): Axis => ({
  name,
  label,
  say: (key, written) => written ?? key,
  order: 'frequency',
  unknown,
});

export const weekAxis: Axis = {
  name: 'week',
  label: 'Week',
  say: (key) => key,
  always: ({ from, to }) => weeksBetween(from, to).map(({ week }) => week),
  order: 'key',
  unknown: 'No such day',
};
export const monthAxis: Axis = {
  name: 'month',
  label: 'Month',
  say: (key) => key,
  always: ({ from, to }) => monthsBetween(from, to),
  order: 'key',
  unknown: 'No such day',
};
export const weekdayAxis = ofChoices(
  { name: 'weekday', label: 'Weekday', unknown: 'No such day' },
  weekdayNames,
);
export const hourAxis: Axis = {
  name: 'hour',
  label: 'Hour',
  say: (key) => `${key}:00`,
  order: 'key',
  unknown: 'No time',
};
export const statusAxis = ofChoices(
  { name: 'status', label: 'Status', unknown: 'No status' },
  appointmentStatuses,
);
/** Two sides of a pyramid, whoever there is. */
export const sexAxis = ofChoices({ name: 'sex', label: 'Sex', unknown: 'Not known' }, sexes, [
  'female',
  'male',
]);
/** Choices of which a part lies in the period: of what is outside it is not known that there was none. */
const inPeriod =
  (choices: Choices, placeOf: (month: number) => number): NonNullable<Axis['always']> =>
  ({ from, to }) => {
    const places = new Set(monthsBetween(from, to).map((month) => placeOf(Number(month.slice(5)))));
    return valuesOf(choices).filter((_, place) => places.has(place));
  };
const seasonsIn = inPeriod(seasonNames, (month) => Math.floor((month % 12) / 3));
export const seasonAxis: Axis = {
  ...ofChoices({ name: 'season', label: 'Season', unknown: 'No month' }, seasonNames),
  always: seasonsIn,
};
/** The seasons that no day of the period is in, by their names. */
export const seasonsOutside = (question: ReportQuestion): string[] => {
  const inside = seasonsIn(question);
  return seasonNames.filter(({ value }) => !inside.includes(value)).map(({ label }) => label);
};
export const monthOfYearAxis: Axis = {
  ...ofChoices({ name: 'month', label: 'Month', unknown: 'No month' }, monthNames),
  always: inPeriod(monthNames, (month) => month - 1),
};
export const bandAxis = ofChoices(
  { name: 'band', label: 'Age', unknown: 'Not known' },
  bands,
  valuesOf(bands),
);
export const kindAxis = ofChoices({ name: 'kind', label: 'Kind', unknown: 'No kind' }, readingCodes);
const inFreeText = (name: string, label: string, unknown: string): Axis => ({
  ...asWritten(name, label, unknown),
  isFreeText: true,
});
export const purposeAxis = inFreeText('purpose', 'Purpose', 'No purpose');
export const medicineAxis = inFreeText('medicine', 'Medicine', 'No name');
export const substanceAxis = asWritten('substance', 'Substance', 'Not recognised');
export const symptomAxis = inFreeText('symptom', 'Symptom', 'Not named');
/** A code of another system than ICD-10 bears the address of its system. */
const sayCode = (key: string): string => {
  const [system = '', code] = key.split('|');
  return code === undefined ? key : `${codeSystemOf(system)?.label ?? system} ${code}`;
};
export const codeAxis: Axis = { ...asWritten('code', 'Code', 'No code'), say: sayCode };
export const categoryAxis: Axis = { ...asWritten('code', 'Category', 'No code'), say: sayCode };
export const chapterAxis: Axis = {
  name: 'chapter',
  label: 'Chapter',
  say: (key) => {
    const found = icd10Chapters.find(({ number }) => number === key);
    return found ? `${found.number} ${found.title} (${found.from}–${found.to})` : key;
  },
  always: () => [],
  order: 'frequency',
  unknown: 'Codes of other systems',
};

/** Doctors by what they are called. */
export const doctorAxis = (names: Readonly<Record<string, string>>): Axis => ({
  name: 'doctor',
  label: 'Doctor',
  say: (key) => names[key] ?? 'A doctor who is not on the list',
  order: 'label',
  unknown: 'No doctor',
});
