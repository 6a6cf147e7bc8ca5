/**
 * The kinds of readings by their LOINC code (https://loinc.org), in the order in which people are shown them. What else
 * is to be known of each stands in `shared/rules/readings/kinds.ts`.
 */
export const readingCodes = [
  { value: '8867-4', label: 'Heart rate' },
  { value: '8480-6', label: 'Systolic blood pressure' },
  { value: '8462-4', label: 'Diastolic blood pressure' },
  // 15074-8 is the same in mmol/L; one of the two is kept, or the curve of a patient would break in two.
  { value: '2339-0', label: 'Blood glucose' },
  { value: '59408-5', label: 'Oxygen saturation' },
  { value: '29463-7', label: 'Body weight' },
  { value: '8310-5', label: 'Body temperature' },
  { value: '55423-8', label: 'Steps' },
  // Not the same as the one above: a day's total and what was counted in some minutes cannot share a curve.
  { value: '41950-7', label: 'Steps in a day' },
  { value: '9279-1', label: 'Respiratory rate' },
] as const;

/** The LOINC code of a kind of readings. */
export type ReadingCode = (typeof readingCodes)[number]['value'];
