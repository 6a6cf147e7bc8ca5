import type { ReactNode } from 'react';
import styles from './chart.module.css';

/** Quantities in one line each, under the plots, and when they were taken. */
export function MeasuresBelow({ children, taken }: { children?: ReactNode; taken?: string }) {
  return (
    <div className={styles.rows}>
      {children}
      {taken && <p className={styles.taken}>{taken}</p>}
    </div>
  );
}
