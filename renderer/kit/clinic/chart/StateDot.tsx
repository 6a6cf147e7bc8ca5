import type { ReactNode } from 'react';
import styles from './chart.module.css';

/** How someone's visit stands now, beside their name. */
export function StateDot({ tone, children }: { tone: 'accent' | 'warn'; children: ReactNode }) {
  return (
    <span className={styles.state} data-tone={tone}>
      {children}
    </span>
  );
}
