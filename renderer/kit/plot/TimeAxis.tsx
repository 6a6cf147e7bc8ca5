import { xOf } from './frame';
import styles from './plot.module.css';
import type { TimeSpan } from './time-span';
import type { TimeTicks } from './time-ticks';

type Props = {
  span: TimeSpan;
  width: number;
  ticks: TimeTicks;
  /** The instant that is read, in words. */
  read?: { at: number; text: string };
};

/** Clock times, days, months or years; under them the days, months or years they belong to. */
export function TimeAxis({ span, width, ticks: { ticks, parts }, read }: Props) {
  return (
    <div className={styles.axis} aria-hidden>
      <div className={styles.times} style={{ width }}>
        {ticks.map(({ at, label }) => {
          const x = xOf({ span, width }, at);
          // Half a label would be cut off at the edge.
          return x < 12 || x > width - 12 ? null : (
            <span key={at} className={styles.tick} style={{ left: x }}>
              {label}
            </span>
          );
        })}
        {parts.map(({ from, to, label }) => {
          const left = xOf({ span, width }, from);
          const room = xOf({ span, width }, to) - left;
          return (
            <span key={from} className={styles.part} style={{ left, width: room }}>
              {room > label.length * 6.5 + 8 ? label : ''}
            </span>
          );
        })}
      </div>
      {read && <Read x={xOf({ span, width }, read.at)} width={width} text={read.text} />}
    </div>
  );
}

function Read({ x, width, text }: { x: number; width: number; text: string }) {
  // Beside the line, where it would not be cut off.
  const shift = x < 70 ? '-1px' : x > width - 70 ? 'calc(-100% + 1px)' : '-50%';
  return (
    <span
      className={styles.crossTime}
      style={{ left: `calc(var(--plot-gutter) + ${x}px)`, transform: `translateX(${shift})` }}
    >
      {text}
    </span>
  );
}
