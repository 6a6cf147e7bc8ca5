import type { ReactNode } from 'react';
import classes from './facts.module.css';

export type Fact = { label: string; value: ReactNode };

/** Labels and values under one another, as in a preview: "Phone  +44 7700 90 0412". Empty values are left out. */
export function Facts({ items, labelWidth = 120 }: { items: readonly Fact[]; labelWidth?: number }) {
  const filled = items.filter(({ value }) => value !== null && value !== undefined && value !== '');
  return (
    <dl className={classes.facts} style={{ gridTemplateColumns: `${labelWidth / 16}rem minmax(0, 1fr)` }}>
      {filled.map(({ label, value }) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
