import type { Device, Immunization, Prescription, Problem, ReadingLimit, Visit } from '../entities';
import type { EntityName } from '../entities';
import { bodyProblem, pressureProblem } from './plausible';

/**
 * What fields of one record must say together. The core refuses what disagrees; a form looks at it too, so that all that is
 * wrong in it is said at once.
 */

type Values = Readonly<Record<string, unknown>>;
/** What is wrong, and the path of the field where it is said. */
export type Disagreement = { readonly path: readonly string[]; readonly message: string };

type Agreement = {
  /** It is asked about when one of these is given; older records keep what they have, and can still be changed elsewhere. */
  readonly of: readonly string[];
  /** `isGiven`: the field is one of those that are written now. */
  readonly wrong: (values: Values, isGiven: (name: string) => boolean) => Disagreement | undefined;
};

const at = (path: string | readonly string[], message: string | false | undefined) =>
  message ? { path: typeof path === 'string' ? [path] : path, message } : undefined;

const agreements: Readonly<Partial<Record<EntityName, readonly Agreement[]>>> = {
  prescriptions: [
    {
      of: ['startsOn', 'dateprescribed', 'endsOn'],
      wrong(values) {
        const { startsOn, dateprescribed, endsOn } = values as Partial<Prescription>;
        const firstDay = startsOn ?? dateprescribed;
        if (!firstDay || !endsOn || endsOn >= firstDay) return undefined;
        const message = startsOn
          ? 'The last day is before the first.'
          : 'The last day is before the day it is prescribed, which is the first where “Starts on” is empty.';
        return { path: ['endsOn'], message };
      },
    },
  ],
  readinglimits: [
    {
      of: ['low', 'high'],
      wrong(values) {
        const { low, high } = values as Partial<ReadingLimit>;
        if (low === undefined && high === undefined)
          return { path: ['low'], message: 'Give the lowest or the highest value.' };
        return at(
          'high',
          low !== undefined && high !== undefined && low > high && 'This is below the lowest value.',
        );
      },
    },
  ],
  problems: [
    {
      of: ['onset', 'abatement'],
      wrong(values) {
        const { onset, abatement } = values as Partial<Problem>;
        return at('abatement', isBefore(abatement, onset) && 'This is before the problem began.');
      },
    },
  ],
  immunizations: [
    {
      of: ['date', 'nextDue'],
      wrong(values) {
        const { date, nextDue } = values as Partial<Immunization>;
        return at('nextDue', isBefore(nextDue, date) && 'The next dose comes after this one.');
      },
    },
  ],
  devices: [
    {
      of: ['kind', 'patient'],
      wrong(values) {
        const { kind, patient } = values as Partial<Device>;
        return at(
          'patient',
          kind === 'sensor' && !patient && 'Choose the patient whom this sensor measures.',
        );
      },
    },
  ],
  healthlogs: [
    {
      of: ['weightLb', 'heightIn'],
      wrong(values, isGiven) {
        const { heightIn, weightLb } = values as Partial<Visit>;
        return at(isGiven('weightLb') ? 'weightLb' : 'heightIn', bodyProblem(heightIn, weightLb));
      },
    },
    {
      of: ['vitals'],
      wrong(values) {
        const { vitals } = values as Partial<Visit>;
        return at(['vitals', 'diastolic'], pressureProblem(vitals?.systolic, vitals?.diastolic));
      },
    },
  ],
};

/**
 * What disagrees in a record of an entity, where a field of `given` has a part in it. Values are of the kinds of their fields.
 * `isKnown`: what the field holds is in `values`; where one of several is not known, they are not looked at.
 */
export function disagreements(
  entity: string,
  values: Values,
  { given, isKnown = () => true }: { given: readonly string[] | 'all'; isKnown?: (name: string) => boolean },
): Disagreement[] {
  const isGiven = (name: string) => given === 'all' || given.includes(name);
  const own = Object.hasOwn(agreements, entity) ? (agreements[entity as EntityName] ?? []) : [];
  return own
    .filter(({ of }) => of.some(isGiven) && of.every(isKnown))
    .flatMap(({ wrong }) => wrong(values, isGiven) ?? []);
}

/** Partial dates overlap where one is the beginning of the other: 2014 is neither before nor after 2014-03. */
export function isBefore(one: string | undefined, other: string | undefined): boolean {
  if (!one || !other) return false;
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}
