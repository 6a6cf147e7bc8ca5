import type { ImportMapping, ImportReport } from '../../../../shared/contract';
import { type ReadingKind, readingKindOf } from '../../../../shared/rules/readings/kinds';
import {
  checkReading,
  type KeptReading,
  pressureProblems,
  toKept,
  unitNamed,
} from '../../../../shared/rules/readings/values';
import type { ReadingCode } from '../../../../shared/schema';
import { takeTurns } from '../../turns';
import type { Candidate, FileProblem, FoundInFile } from './candidates';

/** What of a file would be kept, and what is wrong with it. */
export type CheckedFile = {
  readonly readings: readonly KeptReading[];
  readonly problems: readonly FileProblem[];
  readonly report: Omit<ImportReport, 'alreadyThere' | 'differing'>;
};

type Kept = {
  readonly row: number;
  readonly column: string | undefined;
  readonly reading: KeptReading;
};

const mostShown = 200;
const mostFirst = 20;

/** Checks every value of a file as if it had been typed in, each reading once. */
export async function checkFile(
  found: FoundInFile,
  { mapping, timeZone, now }: { mapping: ImportMapping; timeZone: string; now: Date },
): Promise<CheckedFile> {
  const problems: FileProblem[] = [...found.problems];
  const units = unitsOf(found.candidates, mapping);
  const unitsUnsaid = new Set<ReadingCode>();
  const kept = new Map<string, Kept>();
  let good = 0;
  const turns = takeTurns();
  for (const candidate of found.candidates) {
    if (turns.isOver()) await turns.next();
    const { row, columns, kind, value, takenAt } = candidate;
    const unit = units(candidate);
    if ('problem' in unit) {
      if (unit.unsaid) unitsUnsaid.add(unit.unsaid);
      problems.push({ row, column: columns.unit ?? columns.value, message: unit.problem });
      continue;
    }
    const checked = checkReading({ kind, value, unit: unit.code, takenAt }, now);
    if ('problem' in checked) {
      const { at, message } = checked.problem;
      const problem = { row, column: columns[at === 'kind' ? 'value' : at], message: `${message}.` };
      // The time of a row is told once, however many values stand beside it.
      if (!isSame(problems.at(-1), problem)) problems.push(problem);
      continue;
    }
    good += 1;
    const reading = checked.kept;
    const key = `${reading.kind} ${takenAt.getTime()} ${reading.value}`;
    if (!kept.has(key)) kept.set(key, { row, column: columns.value, reading });
  }
  const parts = [...kept.values()].map(({ reading, ...place }) => ({ ...reading, ...place }));
  for (const { part, message } of pressureProblems(parts))
    problems.push({ row: part.row, column: part.column, message: `${message}.` });
  problems.sort((one, other) => one.row - other.row);
  const readings = [...kept.values()];
  const { form, columns, rows, leftOut, skippedTimes, doubleTimes, usedTimeZone } = found;
  return {
    readings: readings.map(({ reading }) => reading),
    problems,
    report: {
      ...{ form, columns: [...columns], rows, leftOut, skippedTimes, doubleTimes },
      readings: readings.length,
      first: readings.slice(0, mostFirst).map(({ row, reading }) => ({
        ...{ row, ...reading, unit: readingKindOf(reading.kind)?.unit ?? '' },
      })),
      problems: { total: problems.length, shown: problems.slice(0, mostShown) },
      unitsUnsaid: [...unitsUnsaid],
      doubled: good - readings.length,
      ...(usedTimeZone ? { timeZone } : {}),
    },
  };
}

const isSame = (one: FileProblem | undefined, other: FileProblem): boolean =>
  one?.row === other.row && one.column === other.column && one.message === other.message;

/** `unsaid`: the kind of which the caller may say the unit. */
type Unit = { readonly code: string } | { readonly problem: string; readonly unsaid?: ReadingCode };

/**
 * The unit of each value: as its cell or header says, as the caller says, or the only one in which all values of its kind
 * are plausible. 80 can be pounds or kilograms, so a column of weights without a unit is refused.
 */
function unitsOf(candidates: readonly Candidate[], mapping: ImportMapping): (candidate: Candidate) => Unit {
  const unsaid = new Map<string, Unit>();
  const decide = (kind: ReadingKind): Unit => {
    const said = mapping.units?.[kind.code];
    const named = said === undefined ? null : unitNamed(kind, said);
    if (named) return named;
    const { min, max } = kind.plausible;
    const values = candidates
      .filter((each) => each.kind === kind.code && !each.unit)
      .map(({ value }) => value);
    const fitting = kind.units.filter((unit) =>
      values.every((value) => {
        const inOwn = toKept(kind, value, unit);
        return inOwn >= min && inOwn <= max;
      }),
    );
    // Where no unit fits all of them, each value is told what it is out of.
    if (fitting.length === 0 || kind.units.length === 1) return { code: kind.unit };
    const [only, ...others] = fitting;
    const choice = fitting.map(({ label }) => label).join(' or ');
    return only && others.length === 0
      ? only
      : {
          problem: `It does not say in which unit: ${choice}. Say it, or name it in the header.`,
          unsaid: kind.code,
        };
  };
  return ({ kind: code, unit: written }) => {
    const kind = readingKindOf(code);
    if (!kind) return { problem: 'This is no kind of reading.' };
    if (written)
      return (
        unitNamed(kind, written) ?? { problem: `${kind.label} is not given in “${written.slice(0, 20)}”.` }
      );
    const known = unsaid.get(code) ?? decide(kind);
    unsaid.set(code, known);
    return known;
  };
}
