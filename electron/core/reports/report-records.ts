import type { ReportRecord } from '../../../shared/contract';
import { appointmentStatuses } from '../../../shared/entities';
import type { ReportName } from '../../../shared/rules/reports/catalogue';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import { digitsOf } from '../../../shared/rules/readings/values';
import { readingCodes } from '../../../shared/schema';
import type { EntityRecords } from '../entity-records';
import type { Fact } from '../ports/report-source';
import type { SignedInPerson } from '../session';

type Values = Fact['values'];

const statuses = new Map<unknown, string>(appointmentStatuses.map(({ value, label }) => [value, label]));
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const appointment = { entity: 'appointments', title: () => 'Appointment' } as const;
const visit = { entity: 'healthlogs', title: ({ purpose }: Values) => text(purpose) ?? 'Visit' } as const;

/** How a counted record is told of. */
type Telling = {
  readonly entity: ReportRecord['entity'];
  readonly title: (values: Values) => string;
  readonly detail?: (values: Values) => string | undefined;
};

const kinds = new Map<unknown, string>(readingCodes.map(({ value, label }) => [value, label]));
const checks = new Map<unknown, string>([
  ['clear', 'Checked'],
  ['warnings', 'Warnings'],
]);

const tellings: Readonly<Record<ReportName, Telling>> = {
  appointments: { ...appointment, detail: ({ status }) => statuses.get(status) },
  visits: visit,
  doctorsAndPurposes: visit,
  noShows: { ...appointment, detail: ({ status }) => statuses.get(status) },
  waitingTimes: { ...appointment, detail: ({ minutes }) => `${minutes} min` },
  diagnoses: {
    entity: 'healthlogs',
    title: ({ display, code }) => text(display) ?? text(code) ?? 'Diagnosis',
    detail: ({ code }) => text(code),
  },
  prescriptions: {
    entity: 'prescriptions',
    title: ({ medicine }) => text(medicine) ?? 'Prescription',
    detail: ({ check, warned, overridden }) =>
      [
        checks.get(check) ?? 'NOT CHECKED',
        ...(warned === true && check !== 'warnings' ? ['with warnings'] : []),
        ...(overridden === true ? ['gone on against it'] : []),
      ].join(', '),
  },
  symptoms: {
    entity: 'symptomjournals',
    title: ({ symptom }) => text(symptom) ?? 'Symptom',
    detail: ({ severity }) => (severity === undefined ? undefined : `Severity ${severity}`),
  },
  readings: {
    entity: 'readings',
    title: ({ kind }) => kinds.get(kind) ?? 'Readings',
    detail: ({ kind, count, outside, lowest, highest }) =>
      `${outside} of ${count} out of band, ${spanWords(kind, Number(lowest), Number(highest))}`,
  },
  ageAndSex: { entity: 'patients', title: () => 'Patient' },
};

/** "62 to 207 mg/dL": in the unit of the kind, with the digits that say something. */
function spanWords(code: unknown, ...ends: readonly [lowest: number, highest: number]): string {
  const unit = readingKindOf(String(code))?.units[0];
  const words = ends.map((value) => {
    const { least, most } = unit ? digitsOf(unit, value) : { least: 0, most: 3 };
    return value.toLocaleString('en', { minimumFractionDigits: least, maximumFractionDigits: most });
  });
  return [[...new Set(words)].join(' to '), unit?.label].filter(Boolean).join(' ');
}

/** The records behind a figure as they are sent, with the names that the person may read. */
export async function reportRecords(
  report: ReportName,
  facts: readonly Fact[],
  { entityRecords, person }: { entityRecords: EntityRecords; person: SignedInPerson },
): Promise<ReportRecord[]> {
  const idsOf = (of: (fact: Fact) => string | undefined) => [
    ...new Set(facts.flatMap((fact) => of(fact) ?? [])),
  ];
  const [patients, doctors] = await Promise.all([
    entityRecords.titles(
      'patients',
      idsOf(({ patient }) => patient),
      person,
    ),
    entityRecords.titles(
      'doctors',
      idsOf(({ doctor }) => doctor),
      person,
    ),
  ]);
  const { entity, title, detail } = tellings[report];
  return facts.map(({ id, patient, doctor, date, time, values }) => {
    const patientName = patient && patients[patient];
    const doctorName = doctor && doctors[doctor];
    const more = detail?.(values);
    return {
      ...{ entity, id, title: entity === 'patients' ? (patientName ?? title(values)) : title(values) },
      ...(patient ? { patient } : {}),
      ...(patientName ? { patientName } : {}),
      ...(doctorName ? { doctorName } : {}),
      ...(date ? { date } : {}),
      ...(time ? { time } : {}),
      ...(more ? { detail: more } : {}),
      ...(typeof values.kind === 'string' ? { kind: values.kind } : {}),
    };
  });
}
