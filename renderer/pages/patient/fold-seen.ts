import type { TimelineEntry } from '../../kit/clinic';

/** What the timeline is sorted by and told apart with; a visit and its appointment share day and doctor. */
const occasion = ({ date, record }: TimelineEntry) =>
  date !== undefined && 'doctor' in record && record.doctor ? `${date} ${record.doctor}` : undefined;

/**
 * Without the appointments of which a visit was written: of one hour with a doctor, the timeline shows what was found,
 * not also that it had been booked. Cancelled, missed and coming ones stay.
 */
export function foldSeen(entries: readonly TimelineEntry[]): TimelineEntry[] {
  // What is added to an old visit today says nothing of an appointment of today.
  const visits = entries.filter((entry) => entry.kind === 'healthlogs' && !entry.record.amends);
  const written = new Set(visits.map(occasion));
  return entries.filter((entry) => {
    if (entry.kind !== 'appointments' || entry.record.status !== 'done') return true;
    const own = occasion(entry);
    return own === undefined || !written.has(own);
  });
}
