import type { CSSProperties, ReactNode } from 'react';
import classes from './layout.module.css';

/** Steps of the spacing scale, in px. */
export type Gap = 0 | 4 | 8 | 12 | 16 | 20 | 24;

type BoxProps = { children?: ReactNode; gap?: Gap };

/** One under the other. */
export function Stack({ children, gap = 12 }: BoxProps) {
  return (
    <div className={classes.stack} style={{ gap }}>
      {children}
    </div>
  );
}

export type RowProps = BoxProps & {
  justify?: 'start' | 'end' | 'between' | 'center';
  align?: 'center' | 'start' | 'end' | 'baseline';
  /** false keeps one line; the first flexible child then shortens. */
  wrap?: boolean;
};

/** Side by side; wraps when there is no room. */
export function Row({ children, gap = 8, justify = 'start', align = 'center', wrap = true }: RowProps) {
  return (
    <div
      className={classes.row}
      data-justify={justify}
      data-align={align}
      data-nowrap={!wrap || undefined}
      style={{ gap }}
    >
      {children}
    </div>
  );
}

export type GridProps = BoxProps & {
  /** Columns at full width; fewer when each would be narrower than `min` px. */
  columns?: number;
  min?: number;
};

/** Equal columns that become fewer in narrow windows and with large text. */
export function Grid({ children, gap = 16, columns = 3, min = 200 }: GridProps) {
  const style = {
    gap,
    '--columns': columns,
    '--min': `${min / 16}rem`,
    '--gap': `${gap}px`,
  } as CSSProperties;
  return (
    <div className={classes.grid} style={style}>
      {children}
    </div>
  );
}
