import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useChart, useReadingSeriesAhead, useReadingSummary } from '../../kit/data';
import { firstCurves } from './asked-curves';

/** All that the page reads of a patient; curves are asked for ahead, while the page cannot know yet which it plots. */
export function usePatientReadings(patient: string) {
  const [address] = useSearchParams();
  const summary = useReadingSummary(patient);
  const chart = useChart(patient);
  const isAhead = !summary.data || !chart.data;
  const ahead = useMemo(
    () => (isAhead ? firstCurves(patient, address) : undefined),
    [patient, isAhead, address],
  );
  useReadingSeriesAhead(ahead);
  return { summary, chart };
}
