import { formatDate } from '../../format';
import { wallClockOf } from '../../../../shared/rules/time';

const ours = /^((?:Photo|Pasted) \d{1,2} [A-Z][a-z]{2} \d{4}), (\d\d)\.(\d\d)\.(\d\d)$/;

/**
 * The name of a file that is made here, without its ending: "Photo 30 Nov 2026, 10.22.20", at the clinic. A colon may not
 * stand in the name of a file.
 */
export function momentName(word: 'Photo' | 'Pasted', at: Date, timeZone: string): string {
  const { date, time } = wallClockOf(at, timeZone);
  // No time zone is off by parts of a minute.
  const seconds = String(at.getUTCSeconds()).padStart(2, '0');
  return `${word} ${formatDate(date)}, ${time.replace(':', '.')}.${seconds}`;
}

/** Such a name as it is written where it may have colons; any other one as it is. */
export const momentTitle = (name: string): string => name.replace(ours, '$1, $2:$3:$4');
