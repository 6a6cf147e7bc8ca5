import type { Allergy } from '../../../shared/entities';
import { addDays } from '../../../shared/rules/time';
import type { Chance } from './chance';
import { isPossible } from './condition';
import { alerts, conditions } from './conditions';
import { insurers, languages, peoples, streets, towns } from './names';

/** A made-up patient before it has an id, with what steers what happens to them. */
export type DemoPatient = {
  readonly values: Record<string, unknown>;
  readonly name: string;
  /** Reasons of the lasting conditions that they have. */
  readonly lasting: readonly string[];
  /** All that must be known first, also what stands among the allergies. */
  readonly alerts?: string;
  readonly allergy?: Readonly<Partial<Allergy>>;
  readonly age: number;
  readonly sex: 'female' | 'male';
  readonly heightIn: number;
  readonly weightLb: number;
};

export type Household = {
  readonly familyIndex: number;
  readonly phone: string;
  readonly address: string;
  readonly town: (typeof towns)[number];
  readonly people: (typeof peoples)[number];
  readonly zipEnd: string;
};

/** So many people of all ages, about a third of them in families that share a home and a telephone. */
export function demoPatients(chance: Chance, count: number, today: string): DemoPatient[] {
  const made: DemoPatient[] = [];
  let home: Household | null = null;
  const used = new Set<string>();
  while (made.length < count) {
    const isFamily: boolean = home !== null && chance.happens(0.45);
    home = isFamily && home ? home : newHousehold(chance);
    const patient = onePatient(chance, home, {
      number: made.length + 1,
      today,
      isChild: isFamily && chance.happens(0.6),
    });
    // Two people of one name and birthday would be the same person.
    const key = `${patient.name} ${String(patient.values.dateOfBirth)}`;
    if (used.has(key)) continue;
    used.add(key);
    made.push(patient);
  }
  return made;
}

function newHousehold(chance: Chance): Household {
  const people = chance.pick(peoples);
  return {
    people,
    familyIndex: chance.between(0, people.family.length - 1),
    phone: telephone(chance),
    address: `${chance.between(1, 180)} ${chance.pick(streets)}`,
    town: chance.pick(towns),
    zipEnd: `${chance.between(1, 9)}${chance.pick(['AB', 'DE', 'QT', 'RW', 'XN'])}`,
  };
}

function onePatient(
  chance: Chance,
  home: Household,
  { number, today, isChild }: { number: number; today: string; isChild: boolean },
): DemoPatient {
  const age = isChild
    ? chance.between(0, 17)
    : chance.happens(0.12)
      ? chance.between(0, 17)
      : adultAge(chance);
  const sex = chance.happens(0.53) ? 'female' : 'male';
  const firstname = chance.pick(home.people[sex]);
  const lastname = home.people.family[home.familyIndex] ?? '';
  const dateOfBirth = addDays(today, -Math.round(age * 365.25) - chance.between(1, 360));
  const hasEmail = age >= 16 && chance.happens(age < 75 ? 0.85 : 0.4);
  const known = chance.happens(0.16) ? alerts.filter((alert) => isWithin(alert.ages, age)) : [];
  const { text: alert, allergy } = known.length > 0 ? chance.pick(known) : {};
  const values = {
    recordNumber: `WF-${String(number).padStart(6, '0')}`,
    firstname,
    lastname,
    dateOfBirth,
    sex,
    phone: home.phone,
    email: hasEmail ? `${plain(firstname)}.${plain(lastname)}${number}@example.org` : undefined,
    address: home.address,
    city: home.town.city,
    state: 'Northshire',
    zip: `${home.town.zip} ${home.zipEnd}`,
    language: chance.happens(0.4) ? languages[lastname] : undefined,
    emergencyContact: emergencyContact(chance, home, { age, sex, lastname }),
    insurance: chance.happens(0.85)
      ? {
          insurer: chance.pick(insurers),
          policyNumber: `${chance.pick(['NL', 'MM', 'CW', 'BH'])} ${chance.between(1000, 9999)} ${chance.between(1000, 9999)}`,
          validUntil: addDays(today, chance.between(20, 700)),
        }
      : undefined,
    alerts: allergy ? undefined : alert,
    // Registered within the last twelve years, never before they were born.
    userCreated: new Date(
      Date.parse(addDays(today, -chance.between(50, Math.min(4_300, 60 + age * 365)))) + 10 * 3_600_000,
    ),
  };
  const body = bodyOf(chance, age, sex);
  const lasting = lastingOf(chance, { age, sex });
  return { values, name: `${firstname} ${lastname}`, age, sex, lasting, alerts: alert, allergy, ...body };
}

const isWithin = ([from, to]: readonly [number, number], age: number) => age >= from && age <= to;

/** Numbers that Ofcom keeps for made-up people: mobiles, and land lines of some cities. */
function telephone(chance: Chance): string {
  const digits = (count: number) => String(chance.between(0, 10 ** count - 1)).padStart(count, '0');
  if (chance.happens(0.4)) return `+44 7700 900${digits(3)}`;
  return `+44 ${chance.pick(['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161'])} 496 0${digits(3)}`;
}

type Who = { age: number; sex: 'female' | 'male'; lastname: string };

/** Whom to call: a parent for a child, else someone of an age to be it. */
function emergencyContact(chance: Chance, home: Household, { age, sex, lastname }: Who) {
  const relations: readonly (readonly [string, 'female' | 'male'])[] =
    age < 25
      ? [
          ['Mother', 'female'],
          ['Father', 'male'],
        ]
      : [
          ['Partner', sex === 'female' ? 'male' : 'female'],
          ['Brother', 'male'],
          ['Sister', 'female'],
          ...(age >= 48
            ? ([
                ['Son', 'male'],
                ['Daughter', 'female'],
              ] as const)
            : []),
        ];
  const [relation, theirs] = chance.pick(relations);
  return { name: `${chance.pick(home.people[theirs])} ${lastname}`, relation, phone: telephone(chance) };
}

/** The older, the more: a fifth of the young and most of the old have something that lasts. */
function lastingOf(chance: Chance, person: { age: number; sex: string }): string[] {
  const possible = conditions.filter(
    (condition) => condition.course === 'lasting' && isPossible(condition, person),
  );
  const share = 0.06 + person.age * 0.0035;
  return possible.filter(() => chance.happens(share)).map(({ reason }) => reason);
}

/** Adults come to a clinic more often the older they are. */
const adultAge = (chance: Chance) => Math.min(97, 18 + Math.floor(80 * chance.next() ** 0.8));

/** Height and weight that fit the age; roughly the middle of growth charts for children. */
function bodyOf(chance: Chance, age: number, sex: 'female' | 'male'): { heightIn: number; weightLb: number } {
  const spread = 1 + (chance.next() - 0.5) * 0.12;
  if (age < 18) {
    const heightIn = round((age < 2 ? 24 + age * 5 : 28 + age * 2.4) * spread);
    return { heightIn, weightLb: round((age < 2 ? 12 + age * 7 : 16 + age * 6.4) * spread) };
  }
  const heightIn = round((sex === 'female' ? 64 : 69.5) * spread);
  const bodyMassIndex = 21 + chance.next() * 11;
  return { heightIn, weightLb: round((bodyMassIndex * heightIn ** 2) / 703) };
}

const round = (value: number): number => Math.round(value * 10) / 10;

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase() || 'person';
