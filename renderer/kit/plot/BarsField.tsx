import type { Bar } from './lanes';
import { xOf } from './frame';
import styles from './plot.module.css';
import { endOf } from './readout';
import type { TimeSpan } from './time-span';

type Props = {
  bars: readonly Bar[];
  span: TimeSpan;
  width: number;
  now: number;
  onOpen: (route: string) => void;
};

export const barHeight = 22;

/** Each bar on the first row where it does not lie over another; two that touch stand on two rows. */
export function rowsOf(bars: readonly Bar[], now: number): { bar: Bar; row: number }[] {
  const ends: number[] = [];
  return bars
    .toSorted((one, other) => one.from - other.from)
    .map((bar) => {
      const free = ends.findIndex((end) => end < bar.from);
      const row = free === -1 ? ends.length : free;
      ends[row] = endOf(bar, now);
      return { bar, row };
    });
}

/** What lasted, as bars on the axis of time; names stay in sight as far as their bar does. */
export function BarsField({ bars, span, width, now, onOpen }: Props) {
  return (
    <div className={styles.paper} style={{ width }}>
      {rowsOf(bars, now).map(({ bar, row }) => {
        const start = xOf({ span, width }, bar.from);
        const end = xOf({ span, width }, endOf(bar, now));
        if (end < 0 || start > width) return null;
        const [left, right] = [Math.max(start, 0), Math.min(Math.max(end, start + 3), width)];
        const { opens } = bar;
        const title = [bar.label, bar.detail].filter(Boolean).join(', ');
        return (
          <button
            key={bar.key}
            type="button"
            tabIndex={-1}
            className={styles.bar}
            data-lasting={(bar.to === undefined && !bar.isEndUnknown) || undefined}
            data-unknown-end={bar.isEndUnknown || undefined}
            data-from-before={start < 0 || undefined}
            style={{ left, width: Math.max(right - left, 3), top: row * barHeight + 2 }}
            aria-label={title}
            title={title}
            onClick={opens ? () => onOpen(opens) : undefined}
          >
            <span>{bar.label}</span>
          </button>
        );
      })}
    </div>
  );
}
