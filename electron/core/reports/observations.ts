import { readingKindOf } from '../../../shared/rules/readings/kinds';
import { icd10ChapterOf } from '../../../shared/rules/reports/icd10-chapters';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import { codeSystems, readingCodes } from '../../../shared/schema';
import { coding, doctor, person, recordId, status, time, type Variable, value, when } from './variables';

const ofAppointment = [
  recordId,
  ...person,
  ...when('appointments.date'),
  time('appointments.time'),
  doctor('appointments.doctor'),
];
const ofVisit = [recordId, ...person, ...when('healthlogs.date'), doctor('healthlogs.doctor')];
const purpose: Variable = {
  name: 'visit_purpose',
  label: 'Purpose of the visit, as it was written: free text, which may name people',
  type: 'string',
  source: 'healthlogs.visitPurpose',
  of: value('purpose'),
};
const isIcd10 = (system: unknown) => system === codeSystems.icd10cm.uri || system === codeSystems.icd10.uri;

/** What one row of the tidy file of each report has: one row for each counted record. */
export const observations: Readonly<Record<ReportName, readonly Variable[]>> = {
  appointments: [
    ...ofAppointment,
    {
      name: 'booked_minutes',
      label: 'Length that was booked',
      type: 'integer',
      unit: 'min',
      source: 'appointments.minutes',
      of: value('minutes'),
    },
    status,
  ],
  noShows: [
    ...ofAppointment,
    status,
    {
      name: 'did_not_come',
      label: 'The person did not come',
      type: 'boolean',
      values: 'TRUE; FALSE',
      source: 'appointments.status',
      of: ({ fact }) => fact.values.status === 'noShow',
    },
  ],
  waitingTimes: [
    ...ofAppointment,
    {
      name: 'waiting_minutes',
      label: 'From arriving until being called into the room',
      type: 'number',
      unit: 'min',
      source: 'appointments.statusTimes',
      of: value('minutes'),
    },
  ],
  visits: [...ofVisit, purpose],
  doctorsAndPurposes: [...ofVisit, purpose],
  diagnoses: [
    ...ofVisit,
    {
      name: 'code_system',
      label: 'The system of the code, by its address',
      type: 'string',
      source: 'healthlogs.diagnoses.system',
      of: value('system'),
    },
    {
      name: 'code',
      label: 'Diagnosis',
      type: 'string',
      source: 'healthlogs.diagnoses.code',
      of: value('code'),
    },
    {
      name: 'display',
      label: 'What the code means, as it was recorded',
      type: 'string',
      source: 'healthlogs.diagnoses.display',
      of: value('display'),
    },
    {
      name: 'icd10_chapter',
      label: 'Chapter of ICD-10',
      type: 'string',
      values: 'Roman number; empty for codes of other systems',
      source: 'healthlogs.diagnoses.code',
      of: ({ fact: { values } }) =>
        isIcd10(values.system) && typeof values.code === 'string'
          ? icd10ChapterOf(values.code)?.number
          : undefined,
    },
  ],
  prescriptions: [
    recordId,
    ...person,
    ...when('prescriptions.dateprescribed'),
    doctor('prescriptions.doctor'),
    {
      name: 'medicine',
      label: 'Medicine, as it was written',
      type: 'string',
      source: 'prescriptions.prescriptionName',
      of: value('medicine'),
    },
    {
      name: 'check_state',
      label: 'What the check for allergies, duplicates and interactions said',
      type: 'string',
      values: 'clear = Checked; warnings = Warnings; notChecked = NOT CHECKED; empty = never checked',
      source: 'prescriptions.checkResult.state',
      of: value('check'),
    },
    {
      name: 'has_warnings',
      label: 'The check found something, also where it could not check everything',
      type: 'boolean',
      values: 'TRUE; FALSE',
      source: 'prescriptions.checkResult.findings',
      of: ({ fact }) => fact.values.warned === true,
    },
    {
      name: 'was_overridden',
      label: 'Prescribed against a warning, with a reason',
      type: 'boolean',
      values: 'TRUE; FALSE',
      source: 'prescriptions.overrideReason',
      of: ({ fact }) => fact.values.overridden === true,
    },
  ],
  symptoms: [
    recordId,
    ...person,
    ...when('symptomjournals.symptomDate'),
    time('symptomjournals.symptomTime'),
    {
      name: 'symptom',
      label: 'Symptom, as it was written',
      type: 'string',
      source: 'symptomjournals.symptomType',
      of: value('symptom'),
    },
    {
      name: 'severity',
      label: 'Severity',
      type: 'integer',
      values: '0 none to 10 the worst imaginable',
      source: 'symptomjournals.severity',
      of: value('severity'),
    },
    {
      name: 'season',
      label: 'Meteorological season of the northern half of the earth',
      type: 'string',
      values: 'DJF = winter; MAM = spring; JJA = summer; SON = autumn',
      source: 'symptomjournals.symptomDate',
      of: ({ fact }) => (fact.date ? seasonOf(fact.date) : undefined),
    },
  ],
  readings: [
    recordId,
    ...person,
    ...when('readings.takenAt'),
    {
      name: 'kind',
      label: 'What was measured',
      type: 'string',
      values: `LOINC: ${coding(readingCodes)}`,
      source: 'readings.kind',
      of: value('kind'),
    },
    {
      name: 'unit',
      label: 'Unit of lowest and highest',
      type: 'string',
      values: 'UCUM',
      source: 'readings.unit',
      of: ({ fact }) => readingKindOf(String(fact.values.kind))?.unit,
    },
    {
      name: 'readings',
      label: 'Readings of that patient, kind and day',
      type: 'integer',
      source: 'readings',
      of: value('count'),
    },
    {
      name: 'out_of_band',
      label: 'Of them, outside the limits of the patient or the usual band for the age',
      type: 'integer',
      source: 'readings.value, readinglimits',
      of: value('outside'),
    },
    {
      name: 'lowest',
      label: 'Lowest of that day',
      type: 'number',
      source: 'readings.value',
      of: value('lowest'),
    },
    {
      name: 'highest',
      label: 'Highest of that day',
      type: 'number',
      source: 'readings.value',
      of: value('highest'),
    },
  ],
  ageAndSex: [
    ...person,
    {
      name: 'age_band',
      label: 'Band of five years, by its first year',
      type: 'integer',
      unit: 'a',
      values: '0 to 85 by five; 90 = 90 and over',
      source: 'patients.dateOfBirth',
      of: ({ fact }) => (fact.row === '' ? undefined : Number(fact.row)),
    },
  ],
};

function seasonOf(date: string): string {
  return ['DJF', 'MAM', 'JJA', 'SON'][Math.floor((Number(date.slice(5, 7)) % 12) / 3)] ?? '';
}
