import type { EntityRecords } from '../entity-records';
import type {
  Fact,
  FactSelection,
  Page,
  ReportGroup,
  ReportGroups,
  ReportQuestion,
  ReportReading,
} from '../ports/report-source';
import type { SignedInPerson } from '../session';
import { type Layout, layouts } from './layouts';
import { type LaidOut, reportTable } from './report-table';
import { bySubstance } from './substances';

/** A report that was counted, at the moment of its reading. */
export type CountedReport = {
  readonly table: LaidOut;
  readonly layout: Layout;
  readonly leftOut: ReportGroups['leftOut'];
  /** How many records are behind a figure, and some of them; null for a figure that is not in the table. */
  look(row: string | undefined, column: string | undefined, page: Page): Promise<Looked | null>;
};
type Around = {
  readonly entityRecords: EntityRecords;
  readonly person: SignedInPerson;
  /** Only records behind its figures are wanted: what takes longest is not counted, and its table must not be shown. */
  readonly isOnlyLookedInto?: boolean;
};
type Looked = { readonly facts: readonly Fact[]; readonly total: number };

const isId = (key: string) => /^[0-9a-f]{24}$/.test(key);

/** Counts a report and lays it out. Doctors have the names that the person may read. */
export async function counted(
  reading: ReportReading,
  question: ReportQuestion,
  { entityRecords, person, isOnlyLookedInto = false }: Around,
): Promise<CountedReport> {
  const isMeasured = question.report === 'waitingTimes' && !isOnlyLookedInto;
  const [groups, histogram] = await Promise.all([
    reading.groups(question, { isOnlyCounts: isOnlyLookedInto }),
    isMeasured ? reading.histogram(question) : [],
  ]);
  const { found, namesOf } =
    question.by === 'substance' ? bySubstance(groups) : { found: groups, namesOf: undefined };
  const doctors = new Set(found.groups.flatMap(({ row, column }) => [row, column]).filter(isId));
  const names = await entityRecords.titles('doctors', [...doctors], person);
  const layout = layouts[question.report](question, names);
  const table = reportTable(question, layout, { ...found, histogram });
  return {
    table,
    layout,
    leftOut: found.leftOut,
    async look(row, column, page) {
      const selected = table.selectionOf(row, column);
      if (!selected) return null;
      const selection: FactSelection =
        namesOf && selected.rows ? { ...selected, rows: selected.rows.flatMap(namesOf) } : selected;
      const total = totalOf(found.groups, selected);
      return { facts: total > page.offset ? await reading.facts(question, selection, page) : [], total };
    },
  };
}

/** How many records a selection has, as its figure says it: nothing is counted twice over the database. */
function totalOf(groups: readonly ReportGroup[], { rows, columns, measure }: FactSelection): number {
  const [inRows, inColumns] = [rows && new Set(rows), columns && new Set(columns)];
  return groups
    .filter(({ row, column }) => (inRows?.has(row) ?? true) && (inColumns?.has(column) ?? true))
    .reduce((total, { count, measures }) => total + (measure ? (measures[measure] ?? 0) : count), 0);
}
