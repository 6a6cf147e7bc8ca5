import { addDays, instantOf } from '../../../shared/rules/time';
import type { ReportQuestion } from '../../core/ports/report-source';
import type { Filter } from '../query';
import { DAY_MS, LEVELS, QUARTER_MS } from '../readings/rollups';

const [, TWO_HOURS_MS] = LEVELS;

type Period = Pick<ReportQuestion, 'from' | 'to' | 'timeZone'>;

/**
 * The counts of readings that the days of a time zone consist of, each reading in one of them: whole days where those begin
 * as in UTC, otherwise counts of two hours, and of the two hours within which a day begins at some time of the period, their
 * quarters of an hour: days begin at such everywhere.
 */
export function countsOfDays({ from, to, timeZone }: Period): Filter {
  const begins: number[] = [];
  for (let date = from; date <= addDays(to, 1); date = addDays(date, 1))
    begins.push(instantOf(date, '00:00', timeZone).getTime());
  const [first = 0, last = 0] = [begins[0], begins.at(-1)];
  const at = { $gte: new Date(first), $lt: new Date(last) };
  if (begins.every((each) => timeOfDay(each) === 0)) return { every: DAY_MS, at };
  const parted = [
    ...new Set(begins.filter((each) => each % TWO_HOURS_MS !== 0).map((each) => blockOf(timeOfDay(each)))),
  ];
  if (parted.length === 0) return { every: TWO_HOURS_MS, at };
  const whole = { $not: [{ $in: [{ $mod: [{ $toLong: '$at' }, DAY_MS] }, parted] }] };
  return {
    $or: [
      { every: TWO_HOURS_MS, at, $expr: whole },
      { every: QUARTER_MS, at: { $in: quartersOf(parted, first, last) } },
    ],
  };
}

const timeOfDay = (at: number): number => ((at % DAY_MS) + DAY_MS) % DAY_MS;
const blockOf = (at: number): number => Math.floor(at / TWO_HOURS_MS) * TWO_HOURS_MS;

/** Every quarter of an hour of some two hours of each day (of UTC) from one instant to another. */
function quartersOf(blocks: readonly number[], first: number, last: number): Date[] {
  const quarters: Date[] = [];
  for (let day = first - timeOfDay(first); day < last; day += DAY_MS)
    for (const block of blocks)
      for (let at = day + block; at < day + block + TWO_HOURS_MS; at += QUARTER_MS)
        if (at >= first && at < last) quarters.push(new Date(at));
  return quarters;
}
