import type { procedures } from '../../../shared/contract';
import { counted as inWords } from '../../../shared/rules/counted';
import { wallClockOf } from '../../../shared/rules/time';
import { type Call, personOf } from '../call';
import type { Records } from '../ports/records';
import type { ReportQuestion, ReportReading } from '../ports/report-source';
import { invalid } from '../refusal';
import type { HandlersOf } from '../router';
import { cohortHandlers, type CohortSurroundings } from './cohort-handlers';
import { membersOf } from './cohort-members';
import { notesOf } from './report-notes';
import { type AskedReport, criteriaOf, offeredTo, questionOf } from './report-question';
import { atOneMoment } from './report-reading';
import { reportRecords } from './report-records';
import { counted } from './report-run';
import { csvFile } from './table-file';
import { tidyFiles } from './tidy-files';

type Given = CohortSurroundings & { readonly records: Records };

const usualPage = { offset: 0, limit: 50 };
/** Rows of one tidy file: what a spreadsheet still opens and a call still carries. */
const mostObservations = 100_000;

const record = { one: 'record', many: 'records' };

/** Figures over everybody's records, and cohorts. */
export function reportHandlers(given: Given): HandlersOf<(typeof procedures)['reports']> {
  const { records, source, readings, entityRecords, homeClinic, trail } = given;

  /** Works on a report at one moment, with the patients of its cohort. */
  async function asking<T>(
    asked: AskedReport,
    call: Call,
    work: (moment: ReportReading, question: ReportQuestion, beingCounted: number) => Promise<T>,
  ): Promise<T> {
    const person = personOf(call);
    const timeZone = await homeClinic.timeZone();
    const day = wallClockOf(call.now, timeZone).date;
    const question = await questionOf(asked, { person, timeZone, records, today: day });
    const criteria =
      asked.cohort === undefined ? undefined : await criteriaOf(asked.cohort, ['cohort'], records);
    // Only this report asks what was out of band; cohorts ask the readings themselves.
    const isOfBands = question.report === 'readings';
    const { beingCounted } = isOfBands ? await readings.settle() : { beingCounted: 0 };
    if (!isOfBands && criteria?.readings?.length) await readings.carryOut();
    return atOneMoment(source, { what: 'report', path: ['from'] }, async (moment) => {
      if (!criteria) return work(moment, question, beingCounted);
      // As of the end of the period, so that an old report stays what it was.
      const on = question.to < day ? question.to : day;
      const { members } = await membersOf(moment, criteria, { on, timeZone });
      return work(moment, { ...question, patients: members }, beingCounted);
    });
  }

  const note = (
    call: Call,
    action: 'run' | 'list' | 'export',
    asked: Pick<ReportQuestion, 'report' | 'by' | 'from' | 'to'>,
    much: string,
    figure?: string,
  ) =>
    trail.noteReport(personOf(call), call.session.device, {
      ...{ action, record: asked.report, at: call.now },
      reason: `${[
        `${asked.from} to ${asked.to}`,
        asked.by && `by ${asked.by}`,
        figure && `figure "${figure}"`,
      ]
        .filter(Boolean)
        .join(', ')}: ${much}`,
    });

  return {
    list: async (_input, call) => ({ reports: offeredTo(personOf(call)) }),

    run: (asked, call) =>
      asking(asked, call, async (moment, question, beingCounted) => {
        const person = personOf(call);
        const { table, leftOut } = await counted(moment, question, { entityRecords, person });
        const { selectionOf: _selectionOf, figureWords: _figureWords, ...shown } = table;
        note(call, 'run', question, inWords(table.of, record));
        const found = { leftOut, isOneMoment: moment.isOneMoment(), beingCounted };
        return { ...shown, asOf: moment.asOf(), notes: notesOf(question, found) };
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
        note(call, 'list', question, inWords(facts.length, record), report.table.figureWords(row, column));
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
        const around = { person, moment, source };
        const files = await tidyFiles(question, facts, around);
        note(call, 'export', question, `${inWords(facts.length, record)}, with pseudonyms`);
        return { files, asOf };
      }),

    ...cohortHandlers(given),
  };
}
