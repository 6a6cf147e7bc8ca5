import type { Prescription } from '../../../shared/entities';
import { formatDate } from '../../kit/format';

/** When a medicine is taken: "since 2 Nov 2026", "2 Nov 2026 to 9 Nov 2026", "from 1 Dec 2026". */
export function datesOf({ startsOn, dateprescribed, endsOn }: Prescription, today: string): string {
  const start = startsOn ?? dateprescribed;
  if (!start) return endsOn ? `until ${formatDate(endsOn)}` : '';
  if (endsOn) return `${formatDate(start)} to ${formatDate(endsOn)}`;
  return `${start > today ? 'from' : 'since'} ${formatDate(start)}`;
}
