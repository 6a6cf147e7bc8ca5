import type { ReactNode } from 'react';
import styles from './plot.module.css';

type Option<T extends string> = { value: T; label: string; detail?: string };

type Props<T extends string> = {
  /** What is chosen from: "Readings shown". */
  label: string;
  options: readonly Option<T>[];
  value: readonly T[];
  onChange: (value: T[]) => void;
  /** After the last option. */
  aside?: ReactNode;
};

/** Which lanes a plot has: each is on or off. They keep the order of the options. */
export function LaneChoice<T extends string>({ label, options, value, onChange, aside }: Props<T>) {
  const chosen = new Set<string>(value);
  const toggle = (each: T) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((other) => (other === each ? !chosen.has(other) : chosen.has(other))),
    );
  return (
    <div role="group" aria-label={label} className={styles.choice}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={chosen.has(option.value)}
          className={styles.chip}
          onClick={() => toggle(option.value)}
        >
          {option.label}
          {option.detail && <span className={styles.chipDetail}>{option.detail}</span>}
        </button>
      ))}
      {aside}
    </div>
  );
}
