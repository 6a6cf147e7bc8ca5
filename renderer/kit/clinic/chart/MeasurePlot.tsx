import type { ReactNode } from 'react';
import { formatDate, formatDayAndMonth, formatNumber } from '../../format';
import { lastDayOf, type Measured, type MeasureSeries } from '../measures';
import styles from './chart.module.css';

const width = 236;
const height = 66;
const air = 4;
/** The latest measurements; older ones are in the timeline. */
const mostPoints = 24;

/** Points closer than this on the paper fall together: all of them would run to a blot. */
const leastApart = 6;

/** `count`: how many values are drawn. */
type Line = { path: string; end: { x: number; y: number }; count: number };

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/**
 * Lines through dated values in one box with a common scale, of `leastSpan` at least. Days apart are as far apart as they
 * were.
 */
export function plotLines(lines: readonly (readonly Measured[])[], leastSpan = 0): Line[] {
  const all = lines.flat();
  const days = all.map((each) => dayNumber(each.date));
  const values = all.map((each) => each.value);
  const [firstDay, lowest, highest] = [Math.min(...days), Math.min(...values), Math.max(...values)];
  const daySpan = Math.max(...days) - firstDay || 1;
  const valueSpan = Math.max(highest - lowest, leastSpan) || 1;
  // What is measured stands in the middle of a scale that is wider.
  const low = Math.min(lowest, (lowest + highest - leastSpan) / 2);
  const xOf = ({ date }: Measured) => air + ((dayNumber(date) - firstDay) / daySpan) * (width - 2 * air);
  const drawn = drawnDays(lines, xOf);
  return lines.flatMap((line) => {
    const points = line
      .filter(({ date }) => drawn.has(date))
      .map((each) => ({
        x: xOf(each),
        y: height - air - ((each.value - low) / valueSpan) * (height - 2 * air),
      }));
    const end = points.at(-1);
    const path = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
    return end ? [{ path, end, count: points.length }] : [];
  });
}

/**
 * The days that are drawn in every line. From the last one back, days that fall together on the paper are one stretch; of
 * each stretch the last day is drawn, and of every line its last, its lowest and its highest value there. So a value that
 * is outside its limits is drawn, or one at the same place that is further outside.
 */
function drawnDays(lines: readonly (readonly Measured[])[], xOf: (each: Measured) => number): Set<string> {
  const stretches: Measured[][] = [];
  let end = Infinity;
  for (const each of lines.flat().toSorted((one, other) => other.date.localeCompare(one.date))) {
    const x = xOf(each);
    if (end - x >= leastApart) {
      stretches.push([]);
      end = x;
    }
    stretches.at(-1)?.push(each);
  }
  return new Set(
    stretches.flatMap((stretch) => {
      const ofLines = lines.map((line) => stretch.filter((each) => line.includes(each)));
      const kept = ofLines.flatMap((ofLine) => {
        const byValue = ofLine.toSorted((one, other) => one.value - other.value);
        return [ofLine[0], byValue[0], byValue.at(-1)];
      });
      return kept.flatMap((each) => each?.date ?? []);
    }),
  );
}

const latest = (points: readonly Measured[]) => points.slice(-mostPoints);

/** A value as its quantity is written: "79.6", and of a blood pressure both parts, "–" for one not measured that day. */
export function lastValue(series: MeasureSeries): string {
  const { points, second, decimals } = series;
  const day = lastDayOf(series);
  const write = (last: Measured | undefined) =>
    last?.date === day ? formatNumber(Number(last.value.toFixed(decimals))) : '–';
  const first = write(points.at(-1));
  return second && second.length > 0 ? `${first}/${write(second.at(-1))}` : first;
}

/** "−4.6 kg since 3 Feb", or nothing when it did not change or was measured once. */
function changeOf({ points, second, decimals, unit }: MeasureSeries): string {
  const shown = latest(points);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last || first === last || second) return '';
  const change = Number((last.value - first.value).toFixed(Math.min(decimals, 1)));
  if (change === 0) return '';
  return `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change))} ${unit} since ${monthAndYear(first.date)}`;
}

const monthAndYear = (date: string) => `${formatDayAndMonth(date).split(' ')[1] ?? ''} ${date.slice(0, 4)}`;

/** "Feb 2026 – Nov 2026", or the month of a single value. */
function spanOf(first: Measured | undefined, last: Measured | undefined): string {
  if (!first || !last) return '';
  const [from, to] = [monthAndYear(first.date), monthAndYear(last.date)];
  return from === to ? to : `${from} – ${to}`;
}

/** What a quantity is called, with the day of its last value where that is not the day that all are said to be of. */
function Label({ series, taken }: RowProps) {
  const day = lastDayOf(series);
  return (
    <span className={styles.measureLabel}>
      {series.label}
      {day !== taken && <span className={styles.ownDay}> {formatDate(day)}</span>}
    </span>
  );
}

/** `taken` is the day that the values are said to be of; one of another day says its own. */
type RowProps = { series: MeasureSeries; taken: string };

/** One quantity over time: its last value, a line in which the last point is marked, what changed; `aside` stands at the right below. */
export function MeasurePlot({ series, taken, aside }: RowProps & { aside?: ReactNode }) {
  const lines = plotLines([latest(series.points), latest(series.second ?? [])], series.leastSpan);
  const { points, label, unit, alsoAs } = series;
  const [first, last] = [latest(points)[0], points.at(-1)];
  const value = `${lastValue(series)} ${unit}`;
  const count = lines[0]?.count ?? 0;
  const counts = count < points.length ? `${count} of ${points.length} values drawn` : `${count} values`;
  return (
    <div className={styles.measure}>
      <div className={styles.measureHead}>
        <Label series={series} taken={taken} />
        <span>
          {alsoAs && <span className={styles.alsoAs}>{alsoAs}</span>}
          <span className={styles.value}>{lastValue(series)}</span>{' '}
          <span className={styles.unit}>{unit}</span>
        </span>
      </div>
      {points.length > 1 && (
        <svg
          className={styles.plot}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${label} over time, ${counts}, last ${value}`}
        >
          {lines.map(({ path, end }, index) => (
            <g key={path} data-line={index === 0 ? 'first' : 'second'}>
              <polyline points={path} />
              <circle cx={end.x} cy={end.y} r="2.5" />
            </g>
          ))}
        </svg>
      )}
      <div className={styles.measureFoot}>
        <span>{changeOf(series) || spanOf(first, last)}</span>
        {aside && <span>{aside}</span>}
      </div>
    </div>
  );
}

/** A quantity in one line: label and last value. */
export function MeasureRow({ series, taken }: RowProps) {
  return (
    <div className={styles.measureRow}>
      <Label series={series} taken={taken} />
      <span className={styles.rowValue}>
        {series.alsoAs && <span className={styles.alsoAs}>{series.alsoAs}</span>}
        <span className={styles.value}>{lastValue(series)}</span>{' '}
        <span className={styles.unit}>{series.unit}</span>
      </span>
    </div>
  );
}
