import type { ReactNode } from 'react';
import { AwayStrip } from './AwayStrip';
import { ConnectionState } from './Connection';
import { Logo } from './Logo';
import styles from './page-frame.module.css';

/** A whole page while nobody is signed in: the product, the state of the connection, and the page. */
export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <Logo name="Clinic Desk" />
        <ConnectionState />
      </header>
      <AwayStrip />
      <main className={styles.page}>{children}</main>
    </div>
  );
}
