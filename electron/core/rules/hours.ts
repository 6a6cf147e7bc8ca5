import type { Issue } from '../../../shared/contract';
import { invalidAt } from '../refusal';

type Row = { readonly from?: string; readonly to?: string };

/** Refuses (INVALID at each row) hours that end before they begin: nobody could be booked in them. */
export function requireHours(field: 'openingHours' | 'workingHours', rows: readonly Row[] | undefined): void {
  const issues = (rows ?? []).flatMap(({ from, to }, index): Issue[] =>
    from && to && to <= from
      ? [{ path: [field, index, 'to'], message: `The end must come after ${from}, on the same day.` }]
      : [],
  );
  if (issues.length > 0) throw invalidAt(issues);
}
