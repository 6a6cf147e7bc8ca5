import type { ReactNode } from 'react';
import { Logo } from './Logo';
import styles from './opening-frame.module.css';

type Props = {
  clinic?: string;
  /** At the upper right: the date and time. */
  corner?: ReactNode;
  /** At the lower left and right. */
  foot?: ReactNode;
  version?: string;
  /** A strip below the head: the database is away. */
  strip?: ReactNode;
  children: ReactNode;
};

/** The quiet frame of the pages before the desk opens. */
export function OpeningFrame({ clinic, corner, foot, version, strip, children }: Props) {
  return (
    <div className={styles.frame}>
      <header className={styles.head}>
        <Logo name={clinic ?? 'Clinic Desk'} note={clinic && 'Clinic Desk'} />
        <span className={styles.corner}>{corner}</span>
      </header>
      {strip}
      <main className={styles.middle}>{children}</main>
      <footer className={styles.foot}>
        <span>{foot}</span>
        {version && <span>Version {version}</span>}
      </footer>
    </div>
  );
}

/** The card in its middle, in one part or two. */
export function OpeningCard({ aside, children }: { aside?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.card} data-parts={aside ? 2 : 1}>
      {aside && <div className={styles.aside}>{aside}</div>}
      <div className={styles.body}>{children}</div>
    </div>
  );
}

/** The title of such a card with one sentence under it. */
export function OpeningTitle({ title, text }: { title: string; text?: ReactNode }) {
  return (
    <div className={styles.titles}>
      <h1 className={styles.title}>{title}</h1>
      {text && <p className={styles.text}>{text}</p>}
    </div>
  );
}
