import classes from './sparkline.module.css';

export type SparklineProps = {
  /** Oldest first. Fewer than two points draw nothing. */
  points: readonly number[];
  /** What it shows, for screen readers: "Seen by hour, from 0 to 9". */
  label: string;
  width?: number;
  height?: number;
  tone?: 'accent' | 'quiet';
};

/** A line through points in a box with 2 px of air: `x,y` pairs for an SVG polyline. */
export function sparklinePath(points: readonly number[], width: number, height: number): string {
  const low = Math.min(...points);
  const span = Math.max(...points) - low || 1;
  const step = (width - 4) / Math.max(points.length - 1, 1);
  return points
    .map((point, index) => {
      const y = height - 2 - ((point - low) / span) * (height - 4);
      return `${(2 + index * step).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

/** The last hours or months in 64 × 24 px; the last point is marked. */
export function Sparkline({ points, label, width = 64, height = 24, tone = 'accent' }: SparklineProps) {
  if (points.length < 2) return null;
  const path = sparklinePath(points, width, height);
  const [x, y] = path.slice(path.lastIndexOf(' ') + 1).split(',');
  return (
    <svg
      className={classes.plot}
      data-tone={tone}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <polyline points={path} />
      <circle cx={x} cy={y} r="2" />
    </svg>
  );
}
