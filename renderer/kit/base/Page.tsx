import type { ReactNode } from 'react';
import classes from './page.module.css';

export type PageProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  /** Right after the title: `Stepper`. */
  beside?: ReactNode;
  /** Buttons at the right of the title line; the obvious one last. */
  actions?: ReactNode;
  /** Under the title line: figures, filters. Does not scroll. */
  toolbar?: ReactNode;
  /** A strip between the head and the content: `Banner`. */
  banner?: ReactNode;
  children: ReactNode;
  /** At the bottom edge, always in sight: "Rows 1–20 of 486". */
  foot?: ReactNode;
  /** The 324 px panel at the right, which scrolls alone; where the page has no room for it, it follows the content. */
  side?: ReactNode;
  /** Content to the edges of the page and with its own scroll (tables, timelines): no padding, no page scroll. */
  flush?: boolean;
  /** Content no wider than a form of three columns, 900 px. */
  narrow?: boolean;
  /** Content no wider than two columns of reading, 1152 px. */
  columns?: boolean;
  /** Leaves out the line under the head. */
  plainHead?: boolean;
};

/** One screen of the app beside the navigation: head, content with its own scroll, side panel, foot. */
export function Page(props: PageProps) {
  const {
    title,
    subtitle,
    beside,
    actions,
    toolbar,
    banner,
    children,
    foot,
    side,
    flush,
    narrow,
    columns,
    plainHead,
  } = props;
  return (
    <div className={classes.page}>
      <header className={classes.head} data-plain={plainHead || undefined}>
        <div className={classes.titleLine}>
          <div className={classes.titles}>
            <h1 className={classes.title}>{title}</h1>
            {subtitle && <div className={classes.subtitle}>{subtitle}</div>}
          </div>
          {beside && <div className={classes.beside}>{beside}</div>}
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
        {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      </header>
      {banner}
      <div className={classes.middle} data-side={side ? true : undefined}>
        <div
          className={classes.content}
          data-flush={flush || undefined}
          data-narrow={narrow || undefined}
          data-columns={columns || undefined}
          // A scrolling region that holds no control must be reachable by the arrow keys (WCAG 2.1.1).
          tabIndex={flush ? undefined : 0}
        >
          {children}
        </div>
        {side && (
          <aside className={classes.side} aria-label="Beside the page">
            {side}
          </aside>
        )}
      </div>
      {foot && <footer className={classes.foot}>{foot}</footer>}
    </div>
  );
}
