import type { ReactNode } from 'react';
import { formatLongDate } from '../format';
import { DayHead } from './DayHead';
import styles from './WeekColumns.module.css';

type Props = {
  days: readonly { day: string; total: number; content: ReactNode }[];
  today: string;
  onOpenDay: (day: string) => void;
};

/** A week as a column for each day, one under the other where the page is narrow or text is large. */
export function WeekColumns({ days, today, onOpenDay }: Props) {
  return (
    <div className={styles.frame}>
      <div className={styles.week}>
        {days.map(({ day, total, content }) => (
          <section key={day} className={styles.column} aria-label={formatLongDate(day)}>
            <h2 className={styles.head}>
              <DayHead {...{ day, today, total }} onOpen={() => onOpenDay(day)} />
            </h2>
            {content}
          </section>
        ))}
      </div>
    </div>
  );
}
