import type { ReactNode } from 'react';
import { QuietButton } from '../base/Button';
import styles from './MonthLayout.module.css';

type Props = {
  grid: ReactNode;
  /** The chosen day. */
  title: string;
  onOpenDay: () => void;
  day: ReactNode;
};

/** A month and, beside it, the chosen day; each scrolls alone. Where there is no room the day follows below. */
export function MonthLayout({ grid, title, onOpenDay, day }: Props) {
  return (
    <div className={styles.frame}>
      <div className={styles.layout}>
        <div className={styles.grid}>{grid}</div>
        <section className={styles.day} aria-label={title}>
          <div className={styles.head}>
            <h2>{title}</h2>
            <QuietButton size="small" label="Open day" onClick={onOpenDay} />
          </div>
          <div className={styles.list}>{day}</div>
        </section>
      </div>
    </div>
  );
}
