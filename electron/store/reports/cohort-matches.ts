import { entities } from '../../../shared/entities';
import { codeSystems } from '../../../shared/schema';
import type { CohortQuestion, OpenPeriod } from '../../core/ports/report-source';
import { type Filter, objectIdOf, pathOf } from '../query';
import type { Stage } from './fact-stages';

const { patients, healthlogs, problems, prescriptions } = entities;

/**
 * Where patients who meet a condition are found: stages that give `{ _id: patient, times? }` over a collection. `atLeast`:
 * only those of whom all `times` together are so many, also what was written for who was merged into them. `isScan`: no
 * index narrows it, so that the collection is read as it lies (the server would follow an index to each document, which
 * took two to five times as long, measured over 100,000 of each).
 */
export type Place = {
  readonly entity: string;
  readonly stages: readonly Stage[];
  readonly atLeast?: number;
  readonly isScan?: boolean;
};

const live = (...parts: Filter[]): Stage => ({ $match: { $and: [{ removed: false }, ...parts] } });
const eachPatient = (path: string): Stage => ({ $group: { _id: `$${path}` } });
const ids = (of: readonly string[]) => of.map(objectIdOf).filter((id) => id !== null);
const icd10 = { $in: [codeSystems.icd10cm.uri, codeSystems.icd10.uri] };
/** Of letters, digits and dots only, so it needs no escaping but for the dot. */
const beginsWith = (code: string) => new RegExp(`^\\s*${code.replaceAll('.', '\\.')}`, 'i');

const within = (path: string, { from, to }: OpenPeriod): Filter[] => [
  ...(from ? [{ [path]: { $gte: from } }] : []),
  ...(to ? [{ [path]: { $lte: to } }] : []),
];

/** A month or a year lies in a period when it may: some day of it does. */
const partlyWithin = (path: string, { from, to }: OpenPeriod): Filter[] => [
  ...(from
    ? [{ $or: [{ [path]: { $gte: from } }, { [path]: { $in: [from.slice(0, 4), from.slice(0, 7)] } }] }]
    : []),
  ...(to ? [{ [path]: { $lte: to } }] : []),
];

/**
 * Taken on some day of a period: from its start, or the day it was prescribed, until its end, or for ever while it is
 * active. One without either day may have begun at any time, and counts as begun.
 */
function takenWithin({ from, to }: OpenPeriod): Filter[] {
  const [prescribed, starts, ends, status] = (
    ['dateprescribed', 'startsOn', 'endsOn', 'status'] as const
  ).map((name) => pathOf(prescriptions, name)) as [string, string, string, string];
  const goesOn = { [ends]: null, [status]: { $nin: ['stopped', 'completed'] } };
  return [
    ...(to
      ? [
          {
            $or: [
              { [starts]: { $lte: to, $ne: null } },
              { [starts]: null, ...untilOrUnknown(prescribed, to) },
            ],
          },
        ]
      : []),
    ...(from ? [{ $or: [{ [ends]: { $gte: from } }, { [prescribed]: { $gte: from } }, goesOn] }] : []),
  ];
}

const untilOrUnknown = (path: string, day: string): Filter => ({
  $or: [{ [path]: null }, { [path]: { $lte: day } }],
});

/** As `isTaken` of the rules says it, of what had been prescribed by that day, as far as is known. */
function takenOn(day: string): Filter[] {
  const ends = pathOf(prescriptions, 'endsOn');
  return [
    { [pathOf(prescriptions, 'status')]: { $in: [null, 'active'] } },
    { $or: [{ [ends]: null }, { [ends]: { $gte: day } }] },
    untilOrUnknown(pathOf(prescriptions, 'dateprescribed'), day),
  ];
}

/** The same day so many years earlier, as text; it sorts right also where there is no such day. */
const yearsBefore = (day: string, years: number) =>
  String(Number(day.slice(0, 4)) - years).padStart(4, '0') + day.slice(4);

/** Where to look for the patients of one condition; they may be in several places. */
export function placesOf(question: Exclude<CohortQuestion, { kind: 'reading' }>): Place[] {
  const ofPatients = (...parts: Filter[]): Place => ({
    entity: patients.name,
    stages: [live(...parts), { $project: { _id: 1 } }],
    isScan: true,
  });
  const visitPatient = pathOf(healthlogs, 'patient');
  switch (question.kind) {
    case 'age': {
      const born = pathOf(patients, 'dateOfBirth');
      const { from = 0, to, on } = question;
      return [
        ofPatients(
          { [born]: { $lte: yearsBefore(on, from) } },
          ...(to === undefined ? [] : [{ [born]: { $gt: yearsBefore(on, to + 1) } }]),
        ),
      ];
    }
    case 'sex': {
      const of: (string | null)[] = [...question.of];
      if (of.includes('unknown')) of.push(null);
      return [ofPatients({ [pathOf(patients, 'sex')]: { $in: of } })];
    }
    case 'clinics':
      return [ofPatients({ [pathOf(patients, 'clinics')]: { $in: ids(question.of) } })];
    case 'doctors':
      return [
        { ...ofPatients({ [pathOf(patients, 'doctors')]: { $in: ids(question.of) } }), isScan: false },
        {
          entity: healthlogs.name,
          stages: [
            live({ [pathOf(healthlogs, 'doctor')]: { $in: ids(question.of) } }),
            eachPatient(visitPatient),
          ],
        },
      ];
    case 'visits':
      return [
        {
          entity: healthlogs.name,
          stages: [
            live(
              { [pathOf(healthlogs, 'amends')]: null },
              ...within(pathOf(healthlogs, 'date'), question.period),
            ),
            { $group: { _id: `$${visitPatient}`, times: { $sum: 1 } } },
          ],
          atLeast: question.times,
          isScan: !question.period.from,
        },
      ];
    case 'diagnosis':
      return diagnosisPlaces(question);
    case 'medication': {
      const { names, currentOn, period } = question;
      pathOf(prescriptions, 'prescriptionName');
      const named = { 'sortKeys.prescriptionName': { $in: names } };
      return [
        {
          entity: prescriptions.name,
          stages: [
            live(named, ...(currentOn ? takenOn(currentOn) : []), ...takenWithin(period)),
            eachPatient(pathOf(prescriptions, 'patient')),
          ],
        },
      ];
    }
  }
}

function diagnosisPlaces(question: Extract<CohortQuestion, { kind: 'diagnosis' }>): Place[] {
  const { code, where, isActive, period } = question;
  const coded = { system: icd10, code: { $regex: beginsWith(code) } };
  const coding = pathOf(problems, 'coding');
  const inProblems: Place = {
    entity: problems.name,
    stages: [
      live(
        { [`${coding}.system`]: coded.system, [`${coding}.code`]: coded.code },
        ...(isActive ? [{ [pathOf(problems, 'status')]: { $in: [null, 'active'] } }] : []),
        ...partlyWithin(pathOf(problems, 'onset'), period),
      ),
      eachPatient(pathOf(problems, 'patient')),
    ],
    isScan: true,
  };
  const inVisits: Place = {
    entity: healthlogs.name,
    stages: [
      live(
        { [pathOf(healthlogs, 'diagnoses')]: { $elemMatch: coded } },
        ...within(pathOf(healthlogs, 'date'), period),
      ),
      eachPatient(pathOf(healthlogs, 'patient')),
    ],
    isScan: !period.from,
  };
  if (where === 'problems' || (where === 'either' && isActive)) return [inProblems];
  return where === 'visits' ? [inVisits] : [inProblems, inVisits];
}
