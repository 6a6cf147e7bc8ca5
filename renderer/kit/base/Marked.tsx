import type { ReactNode } from 'react';
import classes from './marked.module.css';

/** The letters that were looked for: underlined. */
export function Mark({ children }: { children: ReactNode }) {
  return <mark className={classes.mark}>{children}</mark>;
}

export type MarkedProps = {
  text: string;
  /** From and up to but not including, in characters of the text; in order and apart. */
  marks: readonly (readonly [from: number, to: number])[];
};

/** A text in which pieces are marked. */
export function Marked({ text, marks }: MarkedProps) {
  const ends = marks.map(([, to]) => to);
  return (
    <>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index - 1] ?? 0, from)}
          <Mark>{text.slice(from, to)}</Mark>
        </span>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </>
  );
}
