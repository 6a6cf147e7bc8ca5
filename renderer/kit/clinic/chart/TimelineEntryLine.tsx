import type { ReactNode } from 'react';
import styles from './timeline.module.css';

/** Above the entries of a timeline: where a new one is written. */
export const TimelineEntryLine = ({ children }: { children: ReactNode }) => (
  <div className={styles.entryLine}>{children}</div>
);

/** Below the entries of a timeline: where to look for what it does not have. */
export const TimelineFoot = ({ children }: { children: ReactNode }) => (
  <div className={styles.foot}>{children}</div>
);
