import type { ReactNode } from 'react';
import classes from './text.module.css';

type TextProps = {
  children: ReactNode;
  /** Cut in one line; the whole text shows in the browser's own tooltip when `title` is given. */
  cut?: boolean;
  title?: string;
  /** Figures of equal width, for numbers that change or stand in a column. */
  numbers?: boolean;
};

const variant = (look: string | undefined) =>
  function Text({ children, cut, title, numbers }: TextProps) {
    return (
      <span className={look} data-cut={cut || undefined} data-numbers={numbers || undefined} title={title}>
        {children}
      </span>
    );
  };

/** Names and what counts most in its row. */
export const Strong = variant(classes.strong);
/** Body text beside a name: reasons, descriptions. */
export const Secondary = variant(classes.secondary);
/** Labels and time stamps. */
export const Quiet = variant(classes.quiet);
/** Amber words: waiting, soon. */
export const Warn = variant(classes.warn);

/** Words that stand in one line: a command, which must not be parted at its hyphens. */
export const Unbroken = variant(classes.unbroken);

/** A paragraph of body text; `longText` keeps line breaks as typed. */
export function Paragraph({ children, asTyped }: { children: ReactNode; asTyped?: boolean }) {
  return (
    <p className={classes.paragraph} data-as-typed={asTyped || undefined}>
      {children}
    </p>
  );
}

/** Heard by screen readers, not seen. */
export function ForScreenReaders({ children }: { children: ReactNode }) {
  return <span className={classes.heard}>{children}</span>;
}
