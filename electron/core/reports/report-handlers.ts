import type { CohortPerson, procedures } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { counted as inWords } from '../../../shared/rules/counted';
import { ageOn, wallClockOf } from '../../../shared/rules/time';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { HomeClinicReader } from '../home-clinic';
import { type Records, type StoredRecord, TooSlow } from '../ports/records';
import type { ReadingStore } from '../ports/readings';
import type { ReportQuestion, ReportReading, ReportSource } from '../ports/report-source';
import { invalid } from '../refusal';
import type { HandlersOf } from '../router';
import type { Trail } from '../trail';
import { type CohortMembers, membersOf } from './cohort-members';
import { notesOf } from './report-notes';
import { type AskedReport, criteriaOf, offeredTo, questionOf } from './report-question';
import { reportRecords } from './report-records';
import { counted } from './report-run';
import { csvFile } from './table-file';
import { tidyFiles } from './tidy-files';

type Given = {
  readonly records: Records;
  readonly source: ReportSource;
  readonly readings: Pick<ReadingStore, 'outsideByDay'>;
  readonly entityRecords: EntityRecords;
  readonly homeClinic: HomeClinicReader;
  readonly trail: Trail;
};

const usualPage = { offset: 0, limit: 50 };
/** Rows of one tidy file: what a spreadsheet still opens and a call still carries. */
const mostObservations = 100_000;

const record = { one: 'record', many: 'records' };

/** Figures over everybody's records, and cohorts. */
export function reportHandlers(given: Given): HandlersOf<(typeof procedures)['reports']> {
  const { records, source, readings, entityRecords, homeClinic, trail } = given;

  const today = async (call: Call) => wallClockOf(call.now, await homeClinic.timeZone()).date;

  /** Reads at one moment; what takes too long is refused with what to do about it. */
  async function reading<T>(path: string[], work: (moment: ReportReading) => Promise<T>): Promise<T> {
    try {
      return await source.atOneMoment(work);
    } catch (error) {
      if (!(error instanceof TooSlow)) throw error;
      throw invalid(
        path,
        'Counting this took too long and was stopped. Ask for a shorter period, or for one clinic or doctor.',
      );
    }
  }

  /** Readings are counted beforehand: what was counted with limits that have changed since is counted again first. */
  async function settleReadings(call: Call, timeZone: string): Promise<void> {
    await readings.outsideByDay({ from: call.now, to: call.now, timeZone });
  }

  /** Works on a report at one moment, with the patients of its cohort. */
  async function asking<T>(
    asked: AskedReport,
    call: Call,
    work: (moment: ReportReading, question: ReportQuestion) => Promise<T>,
  ): Promise<T> {
    const person = personOf(call);
    const timeZone = await homeClinic.timeZone();
    const day = wallClockOf(call.now, timeZone).date;
    const question = await questionOf(asked, { person, timeZone, records, today: day });
    if (question.report === 'readings') await settleReadings(call, timeZone);
    const criteria =
      asked.cohort === undefined ? undefined : await criteriaOf(asked.cohort, ['cohort'], records);
    return reading(['from'], async (moment) => {
      if (!criteria) return work(moment, question);
      // As of the end of the period, so that an old report stays what it was.
      const { members } = await membersOf(moment, criteria, question.to < day ? question.to : day);
      return work(moment, { ...question, patients: members });
    });
  }

  const note = (
    call: Call,
    action: 'run' | 'list' | 'export',
    asked: Pick<ReportQuestion, 'report' | 'by' | 'from' | 'to'>,
    much: string,
  ) =>
    trail.noteReport(personOf(call), call.session.device, {
      ...{ action, record: asked.report, at: call.now },
      reason: `${asked.from} to ${asked.to}${asked.by ? `, by ${asked.by}` : ''}: ${much}`,
    });

  async function people(criteria: Parameters<typeof membersOf>[1], on: string) {
    return reading([], async (moment) => {
      const found: CohortMembers = await membersOf(moment, criteria, on);
      return { found, asOf: moment.asOf(), isOneMoment: moment.isOneMoment() };
    });
  }

  return {
    list: async (_input, call) => ({ reports: offeredTo(personOf(call)) }),

    run: (asked, call) =>
      asking(asked, call, async (moment, question) => {
        const person = personOf(call);
        const { table, leftOut } = await counted(moment, question, { entityRecords, person });
        const { selectionOf: _selectionOf, ...shown } = table;
        note(call, 'run', question, inWords(table.of, record));
        const isOneMoment = moment.isOneMoment();
        return { ...shown, asOf: moment.asOf(), notes: notesOf(question, { leftOut, isOneMoment }) };
      }),

    records: ({ row, column, page = usualPage, ...asked }, call) =>
      asking(asked, call, async (moment, question) => {
        const person = personOf(call);
        const report = await counted(moment, question, { entityRecords, person, isOnlyLookedInto: true });
        const looked = await report.look(row, column, page);
        // A row that was there a moment ago may be gone; a column is never.
        const { facts, total } = looked ?? { facts: [], total: 0 };
        if (!looked && column !== undefined && !report.table.columns.some((each) => each.records === column))
          throw invalid(['column'], 'There are no records behind this column.');
        note(call, 'list', question, inWords(facts.length, record));
        return {
          rows: await reportRecords(question.report, facts, { entityRecords, person }),
          total,
          asOf: moment.asOf(),
        };
      }),

    export: ({ form, ...asked }, call) =>
      asking(asked, call, async (moment, question) => {
        const person = personOf(call);
        const asOf = moment.asOf();
        if (form === 'csv') {
          const { table } = await counted(moment, question, { entityRecords, person });
          note(call, 'export', question, `table of ${inWords(table.of, record)}`);
          return { files: [csvFile(question, table)], asOf };
        }
        const page = { offset: 0, limit: mostObservations + 1 };
        const facts = await moment.facts(question, {}, page);
        if (facts.length > mostObservations)
          throw invalid(
            ['from'],
            'More than 100,000 observations. Export a shorter period, or one clinic or doctor.',
          );
        const around = { person, moment, source, entityRecords };
        const files = await tidyFiles(question, facts, around);
        note(call, 'export', question, `${inWords(facts.length, record)}, with pseudonyms`);
        return { files, asOf };
      }),

    async countCohort({ criteria, on }, call) {
      const day = on ?? (await today(call));
      const checked = await criteriaOf(criteria, ['criteria'], records);
      const { found, asOf, isOneMoment } = await people(checked, day);
      trail.noteReport(personOf(call), call.session.device, {
        ...{ action: 'run', record: 'cohort', at: call.now },
        reason: `${day}: ${inWords(found.members.size, { one: 'patient', many: 'patients' })}`,
      });
      const notes = isOneMoment ? [] : ['The figures may not agree: others changed records meanwhile.'];
      return {
        ...{ count: found.members.size, of: found.of, asOf, notes },
        criteria: found.criteria.map((each) => ({ ...each, path: [...each.path] })),
      };
    },

    async cohort({ cohort, on, page = usualPage }, call) {
      const person = personOf(call);
      const day = on ?? (await today(call));
      const criteria = await criteriaOf(cohort, ['cohort'], records);
      return reading([], async (moment) => {
        const { members } = await membersOf(moment, criteria, day);
        const found = await moment.patients(members, page);
        trail.noteReport(person, call.session.device, {
          ...{ action: 'list', record: 'cohort', at: call.now },
          reason: `${day}: ${inWords(found.length, { one: 'patient', many: 'patients' })}`,
        });
        return {
          rows: found.map((stored) =>
            cohortPerson(entityRecords.visible(entities.patients, stored, person), day),
          ),
          total: members.size,
          asOf: moment.asOf(),
        };
      });
    },
  };
}

function cohortPerson(patient: StoredRecord, day: string): CohortPerson {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const dateOfBirth = text(patient.dateOfBirth);
  return {
    ...{ id: patient.id, name: entities.patients.title(patient) },
    ...{ recordNumber: text(patient.recordNumber), dateOfBirth, sex: text(patient.sex) },
    age: dateOfBirth ? (ageOn(dateOfBirth, day) ?? undefined) : undefined,
  };
}
