/**
 * The kinds of readings by their LOINC code (https://loinc.org), in the order in which people are shown them, with the
 * name of the unit that each is kept in. What else is to be known of each stands in `shared/rules/readings/kinds.ts`.
 */
export const readingCodes = [
  { value: '8867-4', label: 'Heart rate', unit: '/min' },
  { value: '8480-6', label: 'Systolic blood pressure', unit: 'mmHg' },
  { value: '8462-4', label: 'Diastolic blood pressure', unit: 'mmHg' },
  // 15074-8 is the same in mmol/L; one of the two is kept, or the curve of a patient would break in two.
  { value: '2339-0', label: 'Blood glucose', unit: 'mg/dL' },
  { value: '59408-5', label: 'Oxygen saturation', unit: '%' },
  { value: '29463-7', label: 'Body weight', unit: 'kg' },
  { value: '8310-5', label: 'Body temperature', unit: '°C' },
  { value: '55423-8', label: 'Steps', unit: 'steps' },
  // Not the same as the one above: a day's total and what was counted in some minutes cannot share a curve.
  { value: '41950-7', label: 'Steps in a day', unit: 'steps a day' },
  { value: '9279-1', label: 'Respiratory rate', unit: '/min' },
] as const;

/** The LOINC code of a kind of readings. */
export type ReadingCode = (typeof readingCodes)[number]['value'];
