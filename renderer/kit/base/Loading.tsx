import { useEffect, useState } from 'react';
import { QuietButton } from './Button';
import classes from './loading.module.css';
import { ForScreenReaders } from './Text';

/** Nothing moves for this long: most answers are here before. */
const quietMs = 300;
const slowMs = 8_000;

export type LoadingProps = {
  rows?: number;
  /** Number of columns, or their widths in px, as the real table has them. */
  columns?: number | readonly number[];
  /** Offered when it takes longer than 8 s. */
  onRetry?: () => void;
};

/** Shares of the column that the bars fill, so that it looks like text; fixed, so that nothing jumps. */
const shares = [82, 64, 91, 73, 58, 86, 69, 95, 61, 78];

function usePassed(ms: number): boolean {
  const [isPassed, setIsPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsPassed(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isPassed;
}

/** Nothing for 300 ms, then a still skeleton of rows, after 8 s a line that offers to try again. */
export function Loading({ rows = 8, columns = 4, onRetry }: LoadingProps) {
  const isShown = usePassed(quietMs);
  const isSlow = usePassed(slowMs);
  if (!isShown) return null;
  const widths = typeof columns === 'number' ? Array.from({ length: columns }, () => undefined) : columns;
  return (
    <div aria-live="polite" aria-busy>
      <ForScreenReaders>Loading</ForScreenReaders>
      {isSlow && (
        <p className={classes.slow}>
          This takes longer than usual.
          {onRetry && <QuietButton label="Try again" size="small" onClick={onRetry} />}
        </p>
      )}
      {Array.from({ length: rows }, (_, row) => (
        // Rows of a skeleton have no other identity.
        <div key={row} className={classes.row} aria-hidden>
          {widths.map((width, column) => (
            <span
              key={column}
              className={classes.cell}
              style={width ? { flex: `0 0 ${width}px` } : undefined}
            >
              <span
                className={classes.bar}
                style={{ width: `${shares[(row * 3 + column * 5) % shares.length] ?? 75}%` }}
              />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
