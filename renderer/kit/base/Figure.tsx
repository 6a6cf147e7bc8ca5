import type { ReactNode } from 'react';
import classes from './figure.module.css';
import { Sparkline } from './Sparkline';

export type FigureProps = {
  label: string;
  value: ReactNode;
  /** Quieter, after the value: "24 to go". */
  note?: ReactNode;
  /** Colours the note: warn where someone waits long. */
  tone?: 'warn' | 'danger' | 'ok';
  /** Last hours, oldest first. */
  plot?: readonly number[];
};

/** One of the figures in the head of Today; `Figures` puts them in one line. */
export function Figure({ label, value, note, tone, plot }: FigureProps) {
  return (
    <div className={classes.figure}>
      <div className={classes.words}>
        <div className={classes.label}>{label}</div>
        <div className={classes.line}>
          <span className={classes.value}>{value}</span>
          {note && (
            <span className={classes.note} data-tone={tone}>
              {note}
            </span>
          )}
        </div>
      </div>
      {plot && (
        <span className={classes.plot}>
          <Sparkline points={plot} label={`${label} by hour`} />
        </span>
      )}
    </div>
  );
}

/** Figures in one line, parted by hairlines; they wrap in narrow windows. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <div className={classes.figures}>
      <div className={classes.grid}>{children}</div>
    </div>
  );
}
