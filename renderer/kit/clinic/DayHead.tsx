import type { ReactNode } from 'react';
import { formatDayAndMonth } from '../format';
import { isWeekend, weekdayName } from './calendar-days';
import styles from './DayHead.module.css';

type Props = {
  day: string;
  today: string;
  /** How many are booked. */
  total?: ReactNode;
  onOpen: () => void;
};

/** "Mon 23 Nov" and the day's total over its column; opens the day. The month gives way where columns are narrow. */
export function DayHead({ day, today, total, onOpen }: Props) {
  const [date = '', month = ''] = formatDayAndMonth(day).split(' ');
  return (
    <button
      type="button"
      className={styles.day}
      data-weekend={isWeekend(day) || undefined}
      aria-current={day === today ? 'date' : undefined}
      onClick={onOpen}
    >
      <span>
        {weekdayName(day)} {date}
        <span className={styles.month}> {month}</span>
      </span>
      {total !== undefined && <span className={styles.total}>{total}</span>}
    </button>
  );
}
