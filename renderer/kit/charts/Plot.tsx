import { IconChartBar } from '@tabler/icons-react';
import { lazy, Suspense, useId } from 'react';
import { Empty } from '../base/Empty';
import { formatNumber } from '../format';
import { hasValues } from './drawn-rows';
import { Swatch } from './marks';
import { barsHeight } from './plot-room';
import type { Drawing, PlotKind, PlotRow, PlotSeries } from './plot-types';
import classes from './charts.module.css';

// The drawing library is large, and most of the day nobody draws.
const drawings = { bars: lazy(() => import('./BarDrawing')), line: lazy(() => import('./LineDrawing')) };

export type PlotProps = {
  /** What it shows: "Visits by week". */
  title: string;
  kind: PlotKind;
  rows: readonly PlotRow[];
  /** At most `mostSeries` of them. */
  series: readonly PlotSeries[];
  /** Series are parts of one sum and stand on one another; default: they stand beside each other. */
  isStacked?: boolean;
  /** After each figure: "min". */
  unit?: string;
  /** A click on a mark. Marks take no keys: give the same way in the table of the figures. */
  onPick?: Drawing['onPick'];
};

/**
 * Figures as a picture. Series differ by colour and by pattern or dashes; screen readers are told what it shows and that the
 * table has its figures.
 */
export function Plot({ title, kind, rows, series, isStacked = false, unit, onPick }: PlotProps) {
  const id = useId();
  if (!hasValues(rows, series)) {
    return (
      <Empty compact icon={IconChartBar} title="Nothing to draw" text="Every figure is 0 or not known." />
    );
  }
  const Shown = kind === 'line' ? drawings.line : drawings.bars;
  const isLying = kind === 'bars' || kind === 'pyramid';
  const write = (value: number) => formatNumber(value, unit);
  return (
    <figure className={classes.plot}>
      {kind === 'pyramid' ? (
        <Sides plot={id} series={series} />
      ) : (
        series.length > 1 && <Legend plot={id} series={series} isLine={kind === 'line'} />
      )}
      {/* An img element cannot hold a drawing. */}
      <div
        role="img"
        aria-label={`${title}, drawn. The table has the same figures.`}
        style={
          isLying
            ? { minHeight: barsHeight(rows.length, kind === 'pyramid' || isStacked ? 1 : series.length) }
            : undefined
        }
        className={classes.picture}
      >
        <Suspense fallback={null}>
          <Shown {...{ rows, series, kind, isStacked, write, onPick }} />
        </Suspense>
      </div>
    </figure>
  );
}

type NamesProps = { plot: string; series: readonly PlotSeries[] };

function Legend({ plot, series, isLine }: NamesProps & { isLine: boolean }) {
  return (
    <ul className={classes.legend} aria-label="Legend">
      {series.map(({ key, label }, index) => (
        <li key={key}>
          <Swatch plot={`${plot}-legend-${index}`} {...{ index, isLine }} /> {label}
        </li>
      ))}
    </ul>
  );
}

/** The names of a pyramid stand over their sides. */
function Sides({ plot, series }: NamesProps) {
  return (
    <div className={classes.sides}>
      {series.slice(0, 2).map(({ key, label }, index) => (
        <span key={key}>
          <Swatch plot={`${plot}-side-${index}`} index={index} isLine={false} /> {label}
        </span>
      ))}
    </div>
  );
}
