import { addDays } from '../../../shared/rules/time';
import type { Chance } from './chance';
import { icd10 } from './condition';
import { conditions } from './conditions';
import type { DemoPatient } from './people';

type Values = Record<string, unknown>;
type Known = DemoPatient & { readonly id: string };

/** How a problem list calls what people have for years, by code. */
const problemNames: Readonly<Record<string, string>> = {
  'E11.9': 'Type 2 diabetes',
  I10: 'Hypertension',
  'G43.909': 'Migraine',
  'J45.909': 'Asthma',
  'F32.A': 'Depression',
  'E78.5': 'High cholesterol',
  'M17.12': 'Osteoarthritis, left knee',
  'L20.9': 'Eczema',
  'L40.0': 'Psoriasis',
  'L70.0': 'Acne',
  'N95.1': 'Menopause',
};

export type SummaryRecords = { problems: Values[]; allergies: Values[]; immunizations: Values[] };

/** Problems, allergies and vaccines of everyone, as they have been gathered over the years. */
export function summaryRecords(chance: Chance, patients: readonly Known[], today: string): SummaryRecords {
  const made: SummaryRecords = { problems: [], allergies: [], immunizations: [] };
  for (const patient of patients) {
    made.problems.push(...problemsOf(chance, patient, today));
    if (patient.allergy)
      made.allergies.push({
        patient: patient.id,
        ...patient.allergy,
        onset: yearWithin(chance, patient, today, 30),
        status: 'active',
        verification: 'confirmed',
      });
    made.immunizations.push(...immunizationsOf(chance, patient, today));
  }
  return made;
}

function problemsOf(chance: Chance, patient: Known, today: string): Values[] {
  const had = conditions.filter(({ reason }) => patient.lasting.includes(reason));
  return had.flatMap(({ code }) => {
    if (!code) return [];
    const [of, display] = code;
    return [
      {
        patient: patient.id,
        problem: problemNames[of] ?? display,
        coding: { system: icd10, code: of, display },
        onset: yearWithin(chance, patient, today, 14),
        status: 'active',
      },
    ];
  });
}

/** A year of their life, at most so many years ago. */
function yearWithin(chance: Chance, { values }: Known, today: string, most: number): string {
  const born = Number(String(values.dateOfBirth).slice(0, 4));
  const now = Number(today.slice(0, 4));
  return String(chance.between(Math.max(born, now - most), now - 1 < born ? now : now - 1));
}

/** So many days after the day on which they get it, the next one is due. */
const yearly = 365;
const everyTenYears = 3_652;

function immunizationsOf(chance: Chance, patient: Known, today: string): Values[] {
  const { age, id } = patient;
  const given = (vaccine: string, daysAgo: number, again?: number): Values => {
    const date = addDays(today, -daysAgo);
    return {
      patient: id,
      vaccine,
      date,
      status: 'completed',
      ...(again === undefined ? {} : { nextDue: addDays(date, again) }),
    };
  };
  const made: Values[] = [];
  const isAtRisk = age >= 65 || patient.lasting.length > 1;
  if (isAtRisk && chance.happens(0.7)) made.push(given('Influenza', chance.between(20, 420), yearly));
  if (age >= 18 && chance.happens(0.6)) made.push(given('COVID-19', chance.between(200, 1_400)));
  if (age >= 18 && chance.happens(0.7))
    made.push(given('Tetanus, diphtheria', chance.between(60, 3_900), everyTenYears));
  if (age >= 65 && chance.happens(0.6)) made.push(given('Pneumococcal', chance.between(100, 1_800)));
  if (age >= 2 && age < 30)
    made.push(given('Measles, mumps, rubella', Math.round((age - 1) * 365.25) - chance.between(0, 180)));
  return made;
}
