import type { ReactNode } from 'react';
import classes from './viewer.module.css';

/** The tools of a viewer, above what it shows. `group` parts them. */
export function ViewerBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.bar} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}

export const ToolGroup = ({ children }: { children: ReactNode }) => (
  <div className={classes.group}>{children}</div>
);

/** Figures of a viewer that change: "75 %", "2 of 14". */
export const ToolNote = ({ children }: { children: ReactNode }) => (
  <span className={classes.note}>{children}</span>
);

type SliderProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onChange: (value: number) => void;
  /** The value in words, for screen readers. */
  text?: string;
};

export function ToolSlider({ label, value, min, max, step, onChange, text }: SliderProps) {
  return (
    <label className={classes.slider}>
      <span>{label}</span>
      <input
        type="range"
        {...{ min, max, step, value }}
        aria-valuetext={text}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
    </label>
  );
}

/** A viewer fills the room it is given: its tools, then its stage. */
export const Viewer = ({ children }: { children: ReactNode }) => (
  <div className={classes.viewer}>{children}</div>
);
