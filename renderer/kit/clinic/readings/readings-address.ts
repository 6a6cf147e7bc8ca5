import { addDays, instantOf } from '../../../../shared/rules/time';
import type { DaysOfReadings } from '../timeline';
import { readingGroups } from '../../../../shared/rules/readings/groups';

/** The page of a patient's readings, showing what was read on some days beside visits and medicines. */
export function readingsAddress(
  patient: string,
  { from, to, figures }: DaysOfReadings,
  timeZone: string,
): string {
  const shown = readingGroups.filter(({ kinds }) => figures.some(({ kind }) => kinds.includes(kind)));
  const search = new URLSearchParams({
    show: [...shown.map(({ key }) => key), 'visits', 'medicines'].join(','),
    from: String(instantOf(from, '00:00', timeZone).getTime()),
    to: String(instantOf(addDays(to, 1), '00:00', timeZone).getTime()),
  });
  return `/patients/${patient}/readings?${search}`;
}
