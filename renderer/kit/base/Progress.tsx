import { Progress as MantineProgress } from '@mantine/core';
import classes from './progress.module.css';

export type ProgressProps = {
  label: string;
  /** 0 to 1. */
  value: number;
  /** "1,204 of 8,000 records". */
  note?: string;
};

/** How far a long task has come. */
export function Progress({ label, value, note }: ProgressProps) {
  const percent = Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div>
      <div className={classes.line}>
        <span>{label}</span>
        <span className={classes.note}>{note ?? `${percent} %`}</span>
      </div>
      <MantineProgress
        value={percent}
        size={6}
        radius={3}
        aria-label={label}
        color="accent"
        transitionDuration={0}
      />
    </div>
  );
}
