import { icd10 } from './condition';

/** How the demo clinic writes down what it sees most. */
export const demoVisitTemplates = [
  {
    name: 'Blood pressure check',
    specialty: 'General practice',
    visitPurpose: 'Blood pressure check',
    notes: 'At home: \nTablets taken as prescribed: \nDizziness, swollen ankles: \n\nPlan: ',
    diagnoses: [{ system: icd10, code: 'I10', display: 'Essential (primary) hypertension' }],
  },
  {
    name: 'Diabetes review',
    specialty: 'General practice',
    visitPurpose: 'Diabetes review',
    notes: 'Hypos: \nFeet: \nEyes last seen: \nDiet and movement: \nHbA1c: \n\nPlan: ',
    diagnoses: [{ system: icd10, code: 'E11.9', display: 'Type 2 diabetes mellitus without complications' }],
  },
  {
    name: 'Cough and cold',
    visitPurpose: 'Cough',
    notes:
      'Since: \nFever: \nShort of breath: \nSmoking: \n\nThroat: \nEars: \nChest: \n\nPlan: \nCome back if: ',
  },
  {
    name: 'Child check-up',
    specialty: 'Children',
    visitPurpose: 'Child check-up',
    notes:
      'Feeding and sleep: \nDevelopment: \nVaccines due: \nWorries of the parents: \n\nFound: \n\nPlan: ',
  },
] as const;
