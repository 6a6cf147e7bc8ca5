/** The alerts of a patient, one a line. */
export const alertLines = (alerts: string | undefined): string[] =>
  (alerts ?? '')
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** Whether an alert speaks of an allergy: before there were allergies of their own, they were written there. */
export const isAllergyAlert = (line: string): boolean => /allerg|anaphyla/i.test(line);
