import type { EntityName } from '../../entities';

/** What a report can be narrowed by. `on` is one day (`to`), `period` both ends of it. */
export type ReportParameter = 'period' | 'on' | 'clinic' | 'doctor' | 'cohort' | 'by';

/** One way to divide what is counted; the first of a report is the usual one. */
export type ReportDivision = { readonly value: string; readonly label: string };

export type ReportChart = 'bar' | 'line' | 'stacked' | 'pyramid' | 'table';

export type ReportDefinition = {
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly ReportParameter[];
  readonly by: readonly ReportDivision[];
  readonly chart: ReportChart;
  /** The fields that it counts or shows, by entity: whoever may not read one of them anywhere may not run it. */
  readonly counts: Readonly<Partial<Record<EntityName, readonly string[]>>>;
  /** It counts readings, which are no entity. */
  readonly countsReadings?: boolean;
};

const period = ['period', 'clinic', 'doctor', 'cohort', 'by'] as const;
const ofPatients = ['patient'] as const;

/** The key of a row, and the end of the name of a column, of all that is too little to stand by itself. */
export const othersKey = '(others)';

/** The one table of reports, in the order in which they are offered. */
export const reportCatalogue = {
  appointments: {
    title: 'Appointments per week',
    description:
      'Booked appointments of each week of the calendar (ISO, from Monday), by what became of them.',
    parameters: period,
    by: [
      { value: 'status', label: 'What became of them' },
      { value: 'doctor', label: 'Doctor' },
    ],
    chart: 'stacked',
    counts: { appointments: ['date', 'time', 'doctor', 'clinic', 'status', ...ofPatients] },
  },
  visits: {
    title: 'Visits per week',
    description: 'Visits written down in each week of the calendar (ISO, from Monday).',
    parameters: period,
    by: [
      { value: 'doctor', label: 'Doctor' },
      { value: 'purpose', label: 'Purpose' },
      { value: 'total', label: 'All together' },
    ],
    chart: 'stacked',
    counts: { healthlogs: ['date', 'doctor', 'visitPurpose', 'amends', ...ofPatients] },
  },
  doctorsAndPurposes: {
    title: 'Visits by doctor and purpose',
    description: 'What each doctor was visited for.',
    parameters: ['period', 'clinic', 'doctor', 'cohort'],
    by: [],
    chart: 'stacked',
    counts: { healthlogs: ['date', 'doctor', 'visitPurpose', 'amends', ...ofPatients] },
  },
  noShows: {
    title: 'No-shows',
    description:
      'Who did not come, as a share of the appointments that were kept or missed. Cancelled ones count as neither.',
    parameters: period,
    by: [
      { value: 'doctor', label: 'Doctor' },
      { value: 'weekday', label: 'Weekday' },
      { value: 'hour', label: 'Hour' },
      { value: 'week', label: 'Week' },
    ],
    chart: 'bar',
    counts: { appointments: ['date', 'time', 'doctor', 'clinic', 'status', ...ofPatients] },
  },
  waitingTimes: {
    title: 'Waiting times',
    description: 'Minutes from arriving until being called into the room.',
    parameters: period,
    by: [
      { value: 'doctor', label: 'Doctor' },
      { value: 'hour', label: 'Hour of arrival' },
      { value: 'weekday', label: 'Weekday' },
      { value: 'week', label: 'Week' },
    ],
    chart: 'bar',
    counts: { appointments: ['date', 'time', 'doctor', 'clinic', 'statusTimes', ...ofPatients] },
  },
  diagnoses: {
    title: 'Diagnoses',
    description: 'Diagnoses of visits, each once a visit, and how many people they are of.',
    parameters: period,
    by: [
      { value: 'code', label: 'Code' },
      { value: 'category', label: 'Category (three characters)' },
      { value: 'chapter', label: 'Chapter of ICD-10' },
    ],
    chart: 'bar',
    counts: { healthlogs: ['date', 'doctor', 'diagnoses', ...ofPatients] },
  },
  prescriptions: {
    title: 'Prescriptions',
    description: 'What was prescribed, and how often against a warning or without a check.',
    parameters: period,
    by: [
      { value: 'medicine', label: 'Medicine as written' },
      { value: 'substance', label: 'Substance' },
      { value: 'doctor', label: 'Prescriber' },
      { value: 'month', label: 'Month' },
    ],
    chart: 'bar',
    counts: {
      prescriptions: [
        'dateprescribed',
        'doctor',
        'prescriptionName',
        'checkResult',
        'overrideReason',
        ...ofPatients,
      ],
    },
  },
  symptoms: {
    title: 'Symptoms by season',
    description: 'Symptoms of the journals by the season or month in which they were felt.',
    parameters: ['period', 'cohort', 'by'],
    by: [
      { value: 'season', label: 'Season' },
      { value: 'month', label: 'Month of the year' },
    ],
    chart: 'stacked',
    counts: { symptomjournals: ['symptomType', 'symptomDate', 'severity', ...ofPatients] },
  },
  readings: {
    title: 'Readings out of band',
    description:
      'Readings outside the limits of the patient, or the usual band for the age where none were set.',
    parameters: ['period', 'cohort', 'by'],
    by: [
      { value: 'kind', label: 'Kind' },
      { value: 'month', label: 'Month' },
    ],
    chart: 'bar',
    counts: {},
    countsReadings: true,
  },
  ageAndSex: {
    title: 'Age and sex',
    description: 'Everyone on the books, in bands of five years, as old as they are on the day.',
    parameters: ['on', 'clinic', 'doctor', 'cohort'],
    by: [],
    chart: 'pyramid',
    counts: { patients: ['dateOfBirth', 'sex', 'doctors', 'clinics', 'mergedInto'] },
  },
} as const satisfies Readonly<Record<string, ReportDefinition>>;

export type ReportName = keyof typeof reportCatalogue;
// The keys of a literal are exactly its names.
export const reportNames = Object.keys(reportCatalogue) as [ReportName, ...ReportName[]];
