import { useCallback, useMemo, useState } from 'react';
import { may } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import { addDays, wallClockOf } from '../../../shared/rules/time';
import { foldDays, readingEntries, type TimelineEntry, useReadingUnits } from '../../kit/clinic';
import { usePerson, useReadingDays, useReadingSummary, useTimeZone } from '../../kit/data';

/** So many days are read at first, and more each time somebody asks: a device may have measured for ten years. */
const daysAtOnce = 400;

/** The days with readings of a patient, for the timeline; read after the chart, which does not wait for them. */
export function useTimelineReadings(patient: string) {
  const person = usePerson();
  const timeZone = useTimeZone();
  const units = useReadingUnits();
  const [wanted, setWanted] = useState(daysAtOnce);
  const isWanted = may(person, 'read', readingRecords);
  const summary = useReadingSummary(patient, { isWanted });
  const kinds = summary.data?.kinds;
  const span = useMemo(() => {
    if (!kinds || kinds.length === 0) return undefined;
    const dayOf = (instants: readonly number[], most: typeof Math.min) =>
      wallClockOf(new Date(most(...instants)), timeZone).date;
    const last = dayOf(
      kinds.map((each) => each.last.getTime()),
      Math.max,
    );
    const first = dayOf(
      kinds.map((each) => each.first.getTime()),
      Math.min,
    );
    const from = addDays(last, 1 - wanted);
    return { from: from > first ? from : first, to: last, first };
  }, [kinds, timeZone, wanted]);
  const { days, beingCounted, from, error, refetch } = useReadingDays(patient, span);
  const told = useMemo(() => ({ units, beingCounted }), [units, beingCounted]);
  const entries = useMemo(() => readingEntries(days, told), [days, told]);
  /** Days that follow one another as one entry. */
  const fold = useCallback((timeline: readonly TimelineEntry[]) => foldDays(timeline, told), [told]);
  return {
    entries,
    fold,
    /** The first day of which the timeline has the readings, when there are some before. */
    since: span && from !== undefined && from > span.first ? from : undefined,
    readOlder: () => setWanted((before) => before + daysAtOnce),
    error: summary.error ?? error,
    retry: () => {
      if (summary.error) summary.refetch();
      refetch();
    },
  };
}
