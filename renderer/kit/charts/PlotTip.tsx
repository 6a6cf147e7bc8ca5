import { nameOf } from './drawn-rows';
import type { Drawing, PlotRow } from './plot-types';
import { Swatch } from './marks';
import classes from './charts.module.css';

type Props = Pick<Drawing, 'series' | 'kind' | 'write' | 'onPick'> & {
  plot: string;
  /** What the pointer is over, as the drawing library tells it. */
  payload: readonly unknown[] | undefined;
};

const rowOf = (payload: Props['payload']): PlotRow | undefined => {
  const [first] = payload ?? [];
  const inner = (first as { payload?: { row?: PlotRow } } | undefined)?.payload;
  return inner?.row;
};

/** The figures at the place that is pointed at. */
export function PlotTip({ plot, payload, series, kind, write, onPick }: Props) {
  const row = rowOf(payload);
  if (!row) return null;
  return (
    <div className={classes.tip}>
      <div className={classes.tipTitle}>{row.label}</div>
      {series.map(({ key, label }, index) => {
        const value = row.values[key];
        return (
          <div key={nameOf(index)} className={classes.tipLine}>
            <Swatch plot={`${plot}-tip`} index={index} isLine={kind === 'line'} />
            <span>{label}</span>
            <strong>{value === null || value === undefined ? 'not known' : write(value)}</strong>
          </div>
        );
      })}
      {onPick && <div className={classes.tipHint}>Click a mark for its records</div>}
    </div>
  );
}
