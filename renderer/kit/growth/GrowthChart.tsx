import {
  type GrowthCurve,
  growthSpans,
  type GrowthSpan,
  percentileWords,
} from '../../../shared/rules/growth/growth';
import { formatDate, formatNumber } from '../format';
import styles from './growth.module.css';
import type { GrowthPoint, GrowthUnit } from './growth-points';

const width = 560;
const height = 340;
const edge = { left: 44, right: 40, top: 14, bottom: 34 };

/** Round steps that part a span into 4 to 9 pieces. */
function ticksOf(low: number, high: number): number[] {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? 10 * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toFixed(6)),
  );
}

/** Months between two marks of the age: whole years for children, few enough to be read. */
function stepOf(months: number, span: GrowthSpan): number {
  if (span === 'child') return months > 120 ? 24 : 12;
  return months > 12 ? 3 : 1;
}

const line = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

type Props = {
  /** "Height". */
  label: string;
  unit: GrowthUnit;
  span: GrowthSpan;
  /** The age at which the axis ends, in months. */
  to: number;
  /** In the units of the tables; none: the child is drawn alone. */
  curves: readonly GrowthCurve[];
  points: readonly GrowthPoint[];
};

/** "64.2 cm at 7 months, 12 Mar 2026, 45th percentile, z −0.13". */
export function pointWords(point: GrowthPoint, { unit, show }: GrowthUnit): string {
  const { months, place } = point;
  const years =
    months >= 24 ? `${formatNumber(Math.floor(months / 12))} years` : `${Math.floor(months)} months`;
  const value = `${formatNumber(show(point.value), unit)} at ${years}, ${formatDate(point.date)}`;
  return place ? `${value}, ${percentileWords(place.percentile)}, z ${zWords(place.z)}` : value;
}

/** A z-score with its sign: "−1.28", "+0.40". */
export const zWords = (z: number): string =>
  `${z < -0.005 ? '−' : z > 0.005 ? '+' : ''}${Math.abs(z).toFixed(2)}`;

/** A child among the percentile curves of their age and sex. What is drawn is said in the table below it, too. */
export function GrowthChart({ label, unit, span, to, curves, points }: Props) {
  const { from } = growthSpans[span];
  const values = [...curves.flatMap((curve) => curve.points), ...points].map(({ value }) =>
    unit.convert(value),
  );
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const air = (most - least || most) * 0.04;
  const [low, high] = [least - air, most + air];
  const x = (months: number) =>
    edge.left + ((months - from) / (to - from)) * (width - edge.left - edge.right);
  const y = (value: number) =>
    height - edge.bottom - ((value - low) / (high - low)) * (height - edge.top - edge.bottom);
  const place = ({ months, value }: { months: number; value: number }) => ({
    x: x(months),
    y: y(unit.convert(value)),
  });
  const step = stepOf(to - from, span);
  const ages = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  const last = points.at(-1);
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${label} by age, ${points.length} ${points.length === 1 ? 'value' : 'values'}${last ? `, last ${pointWords(last, unit)}` : ''}`}
    >
      {ticksOf(low, high).map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={edge.left} x2={width - edge.right} y1={y(value)} y2={y(value)} />
          <text className={styles.tick} x={edge.left - 6} y={y(value) + 4} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      {ages.map((months) => (
        <g key={months}>
          <line
            className={styles.grid}
            x1={x(months)}
            x2={x(months)}
            y1={edge.top}
            y2={height - edge.bottom}
          />
          <text className={styles.tick} x={x(months)} y={height - edge.bottom + 15} textAnchor="middle">
            {span === 'infant' ? months : months / 12}
          </text>
        </g>
      ))}
      <text
        className={styles.axis}
        x={(edge.left + width - edge.right) / 2}
        y={height - 3}
        textAnchor="middle"
      >
        {span === 'infant' ? 'Age in months' : 'Age in years'}
      </text>
      {curves.map((curve) => {
        const drawn = curve.points.map(place);
        const end = drawn.at(-1);
        return (
          <g key={curve.percentile}>
            <polyline
              className={styles.curve}
              data-middle={curve.percentile === 50 || undefined}
              points={line(drawn)}
            />
            {end && (
              <text className={styles.tick} x={end.x + 5} y={end.y + 4}>
                {curve.percentile}
              </text>
            )}
          </g>
        );
      })}
      <polyline className={styles.child} points={line(points.map(place))} />
      {points.map((point) => (
        <circle
          key={`${point.date} ${point.value}`}
          className={styles.point}
          cx={place(point).x}
          cy={place(point).y}
          r="3.5"
        >
          <title>{pointWords(point, unit)}</title>
        </circle>
      ))}
    </svg>
  );
}
