import { useEffect, useMemo, useState } from 'react';
import type { CohortCriteria } from '../../../shared/contract';
import { type CohortCount, useCohortCount, useSettled } from '../data';
import { completeCriteria, criterionKey } from './criteria';

/** Typing pauses for so long before it is counted. */
const pauseMs = 350;

export type LiveCount = {
  /** Of what was counted last; `isCurrent` says whether that is what stands there now. */
  readonly counted: CohortCount | undefined;
  readonly isCurrent: boolean;
  /** Criteria that are begun and cannot be counted yet. */
  readonly unfinished: number;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Patients who meet this criterion alone; undefined while it is not known. */
  readonly alone: (path: readonly (string | number)[]) => number | undefined;
};

/** How many patients meet what is being typed. A count belongs to the criteria it was asked for, never to later ones. */
export function useLiveCount(values: Readonly<Record<string, unknown>>): LiveCount {
  const { criteria, unfinished } = useMemo(() => completeCriteria(values), [values]);
  const text = JSON.stringify(criteria);
  const settled = useSettled(text, pauseMs);
  const asked = useMemo(() => JSON.parse(settled) as CohortCriteria, [settled]);
  const answer = useCohortCount(asked);
  const { data, isPrevious, error, refetch } = answer;
  const [known, setKnown] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    if (!data || isPrevious) return;
    const counts = data.criteria.map(({ path, count }) => [criterionKey(asked, path), count] as const);
    setKnown((before) => new Map([...before, ...counts]));
  }, [data, isPrevious, asked]);
  return {
    counted: data,
    isCurrent: data !== undefined && !isPrevious && settled === text && error === null,
    unfinished,
    error,
    retry: refetch,
    alone: (path) => known.get(criterionKey(values, path)),
  };
}
