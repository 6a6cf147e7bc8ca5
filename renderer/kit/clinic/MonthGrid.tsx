import type { DayCount } from '../../../shared/contract';
import type { AppointmentStatus } from '../../../shared/entities';
import { ForScreenReaders } from '../base/Text';
import { formatLongDate } from '../format';
import { isWeekend, monthWeeks, weekdayName } from './calendar-days';
import { countsInWords, countsOf, StatusCounts } from './DayCounts';
import styles from './MonthGrid.module.css';

type Props = {
  /** Any day of the month shown; the chosen one. */
  date: string;
  today: string;
  counts: readonly DayCount[];
  only?: AppointmentStatus;
  onChoose: (date: string) => void;
  onOpenWeek: (monday: string) => void;
};

/** A month as weeks from Monday to Sunday: each day with its number of appointments and how they stand. */
export function MonthGrid({ date, today, counts, only, onChoose, onOpenWeek }: Props) {
  const weeks = monthWeeks(date);
  const countOf = new Map(counts.map((each) => [each.date, each]));
  return (
    <table className={styles.month}>
      <thead>
        <tr>
          <th scope="col" className={styles.weekHead}>
            <span className={styles.heard}>Week</span>
          </th>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {weekdayName(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => {
          const monday = week[0] ?? date;
          return (
            <tr key={monday}>
              <th scope="row" className={styles.weekHead}>
                <button type="button" className={styles.week} onClick={() => onOpenWeek(monday)}>
                  <ForScreenReaders>Week of {formatLongDate(monday)}</ForScreenReaders>
                  <span aria-hidden>{weekNumber(monday)}</span>
                </button>
              </th>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    className={styles.day}
                    data-outside={day.slice(0, 7) !== date.slice(0, 7) || undefined}
                    data-weekend={isWeekend(day) || undefined}
                    data-today={day === today || undefined}
                    aria-pressed={day === date}
                    aria-current={day === today ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                  >
                    <ForScreenReaders>
                      {`${formatLongDate(day)}, ${countsInWords(countOf.get(day), only)}`}
                    </ForScreenReaders>
                    <span className={styles.dayHead} aria-hidden>
                      <span className={styles.number}>{Number(day.slice(8))}</span>
                      <span className={styles.total}>{countsOf(countOf.get(day), only).total || ''}</span>
                    </span>
                    <StatusCounts count={countOf.get(day)} only={only} />
                  </button>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The number of a week in its year (ISO 8601: the week with the year's first Thursday is 1). */
export function weekNumber(monday: string): number {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * 86_400_000);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - newYear) / (7 * 86_400_000)) + 1;
}
