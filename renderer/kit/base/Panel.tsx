import { type ReactNode, useId } from 'react';
import classes from './panel.module.css';

export type PanelProps = {
  title: ReactNode;
  count?: number;
  /** A quiet button or link at the right of the title. */
  action?: ReactNode;
  children: ReactNode;
};

/** A titled part of a side panel; hairlines part several of them. */
export function Panel({ title, count, action, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
          {count !== undefined && <span className={classes.count}>{count}</span>}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
