import { addDays } from '../../../shared/rules/time';
import type { Chance } from './chance';
import { alerts } from './conditions';
import { insurers, peoples, streets, towns } from './names';

/** A made-up patient before it has an id; `birthYear` and the weights steer what happens to them. */
export type DemoPatient = {
  readonly values: Record<string, unknown>;
  readonly name: string;
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
  const digits = String(chance.between(0, 9_999)).padStart(4, '0');
  return {
    people,
    familyIndex: chance.between(0, people.family.length - 1),
    phone: `+44 7700 9${chance.between(0, 9)} ${digits}`,
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
  const reachable = chance.happens(0.8);
  const values = {
    recordNumber: `WF-${String(number).padStart(6, '0')}`,
    firstname,
    lastname,
    dateOfBirth,
    sex,
    phone: home.phone,
    email: reachable ? `${plain(firstname)}.${plain(lastname)}${number}@example.org` : undefined,
    address: home.address,
    city: home.town.city,
    state: 'Northshire',
    zip: `${home.town.zip} ${home.zipEnd}`,
    language: home.people.language && chance.happens(0.4) ? home.people.language : undefined,
    emergencyContact: {
      name: `${chance.pick(home.people[sex === 'female' ? 'male' : 'female'])} ${lastname}`,
      relation:
        age < 18 ? 'Parent' : chance.pick(['Partner', 'Son', 'Daughter', 'Brother', 'Sister', 'Neighbour']),
      phone: `+44 7700 9${chance.between(0, 9)} ${String(chance.between(0, 9_999)).padStart(4, '0')}`,
    },
    insurance: chance.happens(0.85)
      ? {
          insurer: chance.pick(insurers),
          policyNumber: `${chance.pick(['NL', 'MM', 'CW', 'BH'])} ${chance.between(1000, 9999)} ${chance.between(1000, 9999)}`,
          validUntil: addDays(today, chance.between(20, 700)),
        }
      : undefined,
    alerts: chance.happens(0.16) ? chance.pick(alerts) : undefined,
  };
  const body = bodyOf(chance, age, sex);
  return { values, name: `${firstname} ${lastname}`, age, sex, ...body };
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
