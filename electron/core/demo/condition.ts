/** What the people of the demo clinic see patients about. */
export type Field = 'general' | 'children' | 'women' | 'skin' | 'internal' | 'nurse';

export type Medicine = {
  readonly name: string;
  readonly amount: string;
  readonly instructions?: string;
  /** Taken on and on, or for some days. */
  readonly lasting: boolean;
  /** Not for people with an alert that holds one of these words. */
  readonly avoid?: readonly string[];
  readonly ages?: readonly [number, number];
};

/** What is written down; `treats`: something was prescribed then. */
export type Note = { readonly text: string; readonly treats?: boolean; readonly temperatureC?: number };

/** What brings people to a clinic: how it is booked, what is found and what is prescribed. */
export type Condition = {
  readonly reason: string;
  readonly by: readonly Field[];
  readonly ages: readonly [number, number];
  readonly sex?: 'female';
  /** lasting: only for people who have it. once: at most one appointment a person. */
  readonly course: 'passing' | 'lasting' | 'once';
  readonly notes: readonly Note[];
  /** ICD-10-CM (public domain): code and text. */
  readonly code?: readonly [string, string];
  /** The first that suits the person is taken. */
  readonly medicines?: readonly Medicine[];
  readonly symptom?: string;
};

export const icd10 = 'http://hl7.org/fhir/sid/icd-10-cm';

const spans = ([from, to]: readonly [number, number], age: number) => age >= from && age <= to;

/** Whether someone of this age and sex can have it at all. */
export const isPossible = (condition: Condition, { age, sex }: { age: number; sex: string }): boolean =>
  spans(condition.ages, age) && (condition.sex ?? sex) === sex;

/** What of a condition's medicines suits a person; undefined when none does. */
export function suitable(
  { medicines = [] }: Condition,
  { age, alerts = '' }: { age: number; alerts?: string },
): Medicine | undefined {
  const warned = alerts.toLowerCase();
  return medicines.find(
    ({ ages = [0, 120], avoid = [] }) => spans(ages, age) && !avoid.some((word) => warned.includes(word)),
  );
}
