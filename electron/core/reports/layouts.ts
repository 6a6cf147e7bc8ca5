import type { ReportColumn } from '../../../shared/contract';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import type { ReportQuestion } from '../ports/report-source';
import {
  type Axis,
  bandAxis,
  categoryAxis,
  chapterAxis,
  codeAxis,
  doctorAxis,
  hourAxis,
  kindAxis,
  medicineAxis,
  monthAxis,
  monthOfYearAxis,
  purposeAxis,
  seasonAxis,
  sexAxis,
  statusAxis,
  substanceAxis,
  symptomAxis,
  weekAxis,
  weekdayAxis,
} from './axes';

/** What is summed up of some records: how many, of how many people, and what some of them are. */
export type Sum = {
  readonly count: number;
  /** Null where it cannot be told from the parts. */
  readonly people: number | null;
  readonly measures: Readonly<Record<string, number>>;
};
/** What was measured of some records. */
export type Spread = {
  readonly median: number | null;
  readonly p90: number | null;
  readonly longest: number | null;
};

/** A column of figures beside what the row is. */
export type Figure = ReportColumn & { readonly of: (sum: Sum, spread: Spread) => number | null };

/** How the table of a report is laid out. */
export type Layout = {
  readonly rows: Axis;
  /** What the columns stand for; without it there are figures only. */
  readonly columns?: Axis;
  readonly figures: readonly Figure[];
  /** Columns that are drawn; where there are columns of an axis, these. */
  readonly series: readonly string[];
  /** The column that says in words what a code of the row means. */
  readonly words?: string;
};

const count = (label: string): Figure => ({
  name: 'total',
  label,
  type: 'count',
  records: 'total',
  of: (sum) => sum.count,
});
const people: Figure = { name: 'people', label: 'Patients', type: 'count', of: (sum) => sum.people };
const measure = (name: string, label: string): Figure => ({
  name,
  label,
  type: 'count',
  records: name,
  of: (sum) => sum.measures[name] ?? 0,
});
const share = (name: string, label: string, part: string): Figure => ({
  name,
  label,
  type: 'share',
  records: part,
  of: (sum) => (sum.count === 0 ? null : (sum.measures[part] ?? 0) / sum.count),
});
const added =
  (name: string) =>
  (sum: Sum): number =>
    sum.measures[name] ?? 0;
const minutes = (name: keyof Spread, label: string): Figure => ({
  name,
  label,
  type: 'minutes',
  unit: 'min',
  records: 'total',
  of: (_sum, spread) => spread[name],
});

type Names = Readonly<Record<string, string>>;

/** What the rows are of reports that are divided by doctor, weekday, hour or week. */
const byAxis = (by: string, names: Names): Axis =>
  by === 'weekday' ? weekdayAxis : by === 'hour' ? hourAxis : by === 'week' ? weekAxis : doctorAxis(names);

/** The one table of layouts. `names`: doctors by id. */
export const layouts: Readonly<Record<ReportName, (question: ReportQuestion, names: Names) => Layout>> = {
  appointments: ({ by }, names) => ({
    rows: weekAxis,
    columns: by === 'doctor' ? doctorAxis(names) : statusAxis,
    figures: [count('All appointments')],
    series: [],
  }),
  visits: ({ by }, names) => ({
    rows: weekAxis,
    ...(by === 'total' ? {} : { columns: by === 'doctor' ? doctorAxis(names) : purposeAxis }),
    figures: [count('All visits')],
    series: ['total'],
  }),
  doctorsAndPurposes: (_question, names) => ({
    rows: doctorAxis(names),
    columns: purposeAxis,
    figures: [count('All visits')],
    series: [],
  }),
  noShows: ({ by }, names) => ({
    rows: byAxis(by, names),
    figures: [
      count('Kept or missed'),
      measure('missed', 'Did not come'),
      share('rate', 'Share that did not come', 'missed'),
    ],
    series: ['rate'],
  }),
  waitingTimes: ({ by }, names) => ({
    rows: byAxis(by, names),
    figures: [
      count('Waits'),
      minutes('median', 'Median wait'),
      minutes('p90', 'Nine of ten waited at most'),
      minutes('longest', 'Longest wait'),
    ],
    series: ['median', 'p90'],
  }),
  diagnoses: ({ by }) => ({
    rows: by === 'chapter' ? chapterAxis : by === 'category' ? categoryAxis : codeAxis,
    figures: [count('Diagnoses'), people],
    series: ['total'],
    ...(by === 'code' ? { words: 'Diagnosis' } : {}),
  }),
  prescriptions: ({ by }, names) => ({
    rows:
      by === 'doctor'
        ? { ...doctorAxis(names), label: 'Prescriber', order: 'frequency' }
        : by === 'month'
          ? monthAxis
          : by === 'substance'
            ? substanceAxis
            : medicineAxis,
    figures: [
      count('Prescriptions'),
      people,
      measure('warned', 'With warnings'),
      measure('overridden', 'Against a warning'),
      measure('unchecked', 'Not checked'),
    ],
    series: ['total'],
  }),
  symptoms: ({ by }) => ({
    rows: symptomAxis,
    columns: by === 'month' ? monthOfYearAxis : seasonAxis,
    figures: [count('All year')],
    series: [],
  }),
  readings: ({ by }) => ({
    rows: by === 'month' ? monthAxis : kindAxis,
    figures: [
      count('Days with readings of a kind'),
      people,
      { name: 'readings', label: 'Readings', type: 'count', of: added('readings') },
      { name: 'outside', label: 'Out of band', type: 'count', records: 'outDays', of: added('outside') },
      measure('outDays', 'Days with some out of band'),
      {
        ...{ name: 'rate', label: 'Share out of band', type: 'share', records: 'outDays' },
        of: ({ measures: { readings = 0, outside = 0 } }) => (readings === 0 ? null : outside / readings),
      },
    ],
    series: ['rate'],
  }),
  ageAndSex: () => ({
    rows: bandAxis,
    columns: sexAxis,
    figures: [count('All')],
    series: [],
  }),
};
