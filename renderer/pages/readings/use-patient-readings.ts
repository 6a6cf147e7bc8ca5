import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { useChartOutline, useReadingSeriesAhead, useReadingSummary } from '../../kit/data';
import { firstCurves } from './asked-curves';

/** All that the page reads of a patient; curves are asked for ahead, while the page cannot know yet which it plots. */
export function usePatientReadings(patient: string) {
  const [address] = useSearchParams();
  const summary = useReadingSummary(patient);
  const outline = useChartOutline(patient);
  const isAhead = !summary.data || !outline.data;
  const ahead = useMemo(
    () => (isAhead ? firstCurves(patient, address) : undefined),
    [patient, isAhead, address],
  );
  useReadingSeriesAhead(ahead);
  return { summary, outline };
}
