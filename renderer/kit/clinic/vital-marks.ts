/** What a measured value means at once: amber needs a look, red needs somebody now. */
export type VitalMark = { readonly tone: 'plain' | 'warn' | 'danger'; readonly text: string };

type Step = readonly [from: number, tone: VitalMark['tone'], text: string];

const reached = (steps: readonly Step[], value: number): VitalMark | undefined => {
  const step = steps.findLast(([from]) => value >= from);
  return step && { tone: step[1], text: step[2] };
};

/** WHO counts people as grown up from 20 years on here; until 19 the growth reference with its percentiles holds. */
export const adultForBodyMassIndex = 20;

const bodyMassIndexSteps: readonly Step[] = [
  [0, 'danger', 'severely underweight'],
  [16, 'warn', 'underweight'],
  [18.5, 'plain', 'normal'],
  [25, 'plain', 'overweight'],
  [30, 'warn', 'obesity class I'],
  [35, 'warn', 'obesity class II'],
  [40, 'danger', 'obesity class III'],
];

/**
 * The category of a body mass index in kg/m², for adults: WHO Technical Report Series 894 (2000), and for below 16
 * Series 854 (1995). It is that of the value as it is shown, with one decimal, so that "25.0" is never called normal.
 * Undefined below 20 years and where the age is not known.
 */
export function bodyMassIndexMark(value: number, age: number | null | undefined): VitalMark | undefined {
  if (age === null || age === undefined || age < adultForBodyMassIndex) return undefined;
  return reached(bodyMassIndexSteps, Number(value.toFixed(1)));
}

/** From here on ESC/ESH classify; children have limits by age, sex and height. */
export const adultForBloodPressure = 18;

const names = [
  ['plain', 'normal'],
  ['plain', 'high normal'],
  ['warn', 'grade 1 hypertension'],
  ['warn', 'grade 2 hypertension'],
  ['danger', 'grade 3 hypertension'],
] as const;
const systolicLimits = [0, 130, 140, 160, 180];
const diastolicLimits = [0, 85, 90, 100, 110];
const gradeIn = (limits: readonly number[], value: number) => limits.findLastIndex((from) => value >= from);

/** NEWS2 (Royal College of Physicians, 2017) gives its highest score to a systolic pressure of 90 or less. */
const lowSystolic = 90;

/**
 * The category of an office blood pressure in mmHg, for adults: 2018 ESC/ESH Guidelines (Eur Heart J 2018;39:3021), where
 * the higher of the two decides; amber from grade 1 (140/90), red from grade 3 (180/110). It names one reading, not a
 * diagnosis. A systolic value not above the diastolic one is told at any age: they were mixed up. Undefined where nothing
 * can be said: a value is missing, or the person is under 18 or of unknown age.
 */
export function bloodPressureMark(
  { systolic, diastolic }: { readonly systolic?: unknown; readonly diastolic?: unknown },
  age: number | null | undefined,
): VitalMark | undefined {
  if (typeof systolic !== 'number' || typeof diastolic !== 'number') return undefined;
  if (systolic <= diastolic) return { tone: 'danger', text: 'not possible, look at both values again' };
  if (age === null || age === undefined || age < adultForBloodPressure) return undefined;
  const grade = Math.max(gradeIn(systolicLimits, systolic), gradeIn(diastolicLimits, diastolic));
  const [tone, text] = names[grade] ?? names[0];
  if (tone === 'plain' && systolic <= lowSystolic) return { tone: 'warn', text: 'low' };
  return { tone, text };
}
