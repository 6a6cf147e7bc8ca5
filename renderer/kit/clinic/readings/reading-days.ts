import type { ReadingDay } from '../../../../shared/contract';
import { addedUp } from '../../../../shared/rules/readings/kinds';
import type { ReadingCode } from '../../../../shared/schema';
import { formatNumber } from '../../format';
import { readingsEntry, type ReadingsEntry, type TimelineEntry } from '../timeline';
import { type ReadingGroup, readingGroups } from '../../../../shared/rules/readings/groups';
import { shortLabelOf } from './reading-groups';
import type { ReadingUnits } from './reading-units';

type Told = { readonly units: ReadingUnits; readonly beingCounted: ReadonlySet<ReadingCode> };

/** The timeline's entries of days with readings, one for each day. */
export function readingEntries(days: readonly ReadingDay[], told: Told): ReadingsEntry[] {
  const byDate = new Map<string, ReadingDay[]>();
  for (const day of days) {
    const others = byDate.get(day.date);
    if (others) others.push(day);
    else byDate.set(day.date, [day]);
  }
  return [...byDate].map(([date, figures]) => entryOf({ from: date, to: date }, figures, told));
}

/**
 * A timeline in which days of readings that follow one another are one entry: a device that measures every day does not
 * bury what happened between.
 */
export function foldDays(entries: readonly TimelineEntry[], told: Told): TimelineEntry[] {
  const runs: [TimelineEntry, ...TimelineEntry[]][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (entry.kind === 'readings' && last?.[0].kind === 'readings') last.push(entry);
    else runs.push([entry]);
  }
  return runs.map(([newest, ...others]) => {
    const days = [newest, ...others].flatMap((each) => (each.kind === 'readings' ? [each.record] : []));
    const [last, oldest] = [days[0], days.at(-1)];
    if (!last || !oldest || last === oldest) return newest;
    const figures = days.flatMap((each) => each.figures);
    return entryOf({ from: oldest.from, to: last.to }, figures, told);
  });
}

type Days = { readonly from: string; readonly to: string };

function entryOf({ from, to }: Days, figures: readonly ReadingDay[], told: Told): ReadingsEntry {
  const groups = readingGroups.filter(({ kinds }) => figures.some(({ kind }) => kinds.includes(kind)));
  const days = new Set(figures.map(({ date }) => date)).size;
  const total = figures.reduce((sum, { count }) => sum + count, 0);
  const outside = figures.reduce((sum, each) => sum + each.outside, 0);
  const isBeingCounted = figures.some(({ kind }) => told.beingCounted.has(kind));
  return readingsEntry(
    { id: `readings ${to}`, from, to, figures },
    {
      title: groups.map(({ label }) => label).join(', '),
      text: groups.map((group) => lineOf(group, figures, told)).join('\n'),
      detail: [
        total === 1 ? '1 reading' : `${formatNumber(total)} readings`,
        days > 1 && `on ${days} days`,
        isBeingCounted
          ? 'being counted with the new limits'
          : outside > 0 && `${formatNumber(outside)} outside limits`,
      ]
        .filter(Boolean)
        .join(', '),
    },
  );
}

/** "Blood pressure 118–152 / 70–95 mmHg", "Steps 41,200 steps". */
function lineOf({ label, kinds }: ReadingGroup, figures: readonly ReadingDay[], { units }: Told): string {
  const parts = kinds.flatMap((kind) => {
    const own = figures.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const { show, write: writeShown } = units.of(kind);
    const write = (kept: number) => writeShown(show(kept));
    if (addedUp.has(kind)) return [write(own.reduce((sum, each) => sum + each.sum, 0))];
    const low = write(Math.min(...own.map(({ min }) => min)));
    const high = write(Math.max(...own.map(({ max }) => max)));
    return [low === high ? low : `${low}–${high}`];
  });
  const [only] = kinds.filter((kind) => figures.some((each) => each.kind === kind));
  const name = only !== undefined && parts.length < kinds.length ? shortLabelOf(only) : label;
  return `${name} ${parts.join(' / ')} ${units.of(kinds[0]).unit.label}`;
}
