import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

export type SectionProps = { title: ReactNode; help?: ReactNode; action?: ReactNode; children: ReactNode };

/** A titled part of a page or form, parted by space alone. */
export function Section({ title, help, action, children }: SectionProps) {
  const titleId = useId();
  return (
    <section className={classes.section} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {action}
      </div>
      {help && <p className={classes.help}>{help}</p>}
      {children}
    </section>
  );
}
