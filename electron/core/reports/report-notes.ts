import { entities } from '../../../shared/entities';
import { counted } from '../../../shared/rules/counted';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import type { LeftOut, ReportGroups, ReportQuestion } from '../ports/report-source';
import { seasonsOutside } from './axes';

type Noun = { readonly one: string; readonly many: string };

const leftOut = (count: number, noun: Noun, why: string) =>
  `${counted(count, noun)} ${count === 1 ? 'is' : 'are'} left out: ${why}.`;

/** Sentences for records that are not counted, by the reason that the store gives, in their order. */
const reasons: Readonly<Record<LeftOut, (count: number, noun: Noun) => string>> = {
  dateless: (count, noun) => leftOut(count, noun, 'without a date, so of no period'),
  amendment: (count) =>
    leftOut(
      count,
      { one: 'amendment', many: 'amendments' },
      'added to an earlier visit, so no visit of its own',
    ),
  open: (count, noun) => leftOut(count, noun, 'nobody noted yet whether it was kept'),
  untimed: (count, noun) =>
    leftOut(count, noun, 'it was not noted both when the person arrived and when they were called'),
  forgotten: (count, noun) =>
    leftOut(count, noun, 'called more than twelve hours after arriving, which was noted late'),
  unborn: (count, noun) => leftOut(count, noun, 'born after that day'),
};

const usual =
  'Usual bands make figures easier to read and are no advice: whoever treats a patient sets the limits that matter.';
const always: Readonly<Partial<Record<ReportName, string>>> = {
  readings: `A day is counted once for each patient and each kind that was measured. ${usual}`,
  diagnoses: 'A visit with several diagnoses is counted once for each of them.',
};

type Found = {
  readonly leftOut: ReportGroups['leftOut'];
  readonly isOneMoment: boolean;
  /** Patients of whom it is still as counted with limits before. */
  readonly beingCounted: number;
};

/** What a reader of a report must know beside its figures. */
export function notesOf(
  question: ReportQuestion,
  { leftOut: reasonsFound, isOneMoment, beingCounted }: Found,
): string[] {
  // Visits with diagnoses are what has no date, not the diagnoses.
  const noun = nouns[question.report];
  return [
    ...Object.entries(reasons).flatMap(([reason, say]) => {
      // The keys of the table are the reasons.
      const count = reasonsFound[reason as LeftOut] ?? 0;
      return count > 0 ? [say(count, noun)] : [];
    }),
    ...(question.report === 'readings' && beingCounted > 0
      ? [
          `Readings of ${counted(beingCounted, patients.label)} are being counted with new limits: those out of band are still as before. Run this again in a minute.`,
        ]
      : []),
    ...(always[question.report] ? [always[question.report] ?? ''] : []),
    ...(question.by === 'season'
      ? [
          'Seasons are whole months, named as they are north of the equator.',
          ...seasonsOutside(question).map((season) => `${season} is not in this period.`),
        ]
      : []),
    ...(question.by === 'substance'
      ? [
          'Medicines whose substances are not recognised stand together. People are told only where one name stands for a substance.',
        ]
      : []),
    ...(isOneMoment
      ? []
      : [
          'This database server cannot hold a moment still: what others changed meanwhile may be in one figure and not in another.',
        ]),
  ];
}

const { appointments, healthlogs, prescriptions, symptomjournals, patients } = entities;
const nouns: Readonly<Record<ReportName, Noun>> = {
  appointments: appointments.label,
  visits: healthlogs.label,
  doctorsAndPurposes: healthlogs.label,
  noShows: appointments.label,
  waitingTimes: appointments.label,
  diagnoses: healthlogs.label,
  prescriptions: prescriptions.label,
  symptoms: symptomjournals.label,
  readings: { one: 'day with readings of a kind', many: 'days with readings of a kind' },
  ageAndSex: patients.label,
};
