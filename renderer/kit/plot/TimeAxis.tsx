import { besidePaper, xOf } from './frame';
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

/** Half of a label is so wide, in px; a digit of it takes a little less than seven. */
const halfOf = (label: string) => (label.length * 6.8) / 2;

/** Whether a label is seen whole at its tick: beyond the paper there is room beside it, and then no more. */
export const isWhole = (x: number, width: number, label: string): boolean =>
  x - halfOf(label) >= -besidePaper && x + halfOf(label) <= width + besidePaper;

/** Clock times, days, months or years; under them the days, months or years they belong to. */
export function TimeAxis({ span, width, ticks: { ticks, parts }, read }: Props) {
  return (
    <div className={styles.axis} aria-hidden>
      <div className={styles.times} style={{ width }}>
        {ticks.map(({ at, label }) => {
          const x = xOf({ span, width }, at);
          return (
            isWhole(x, width, label) && (
              <span key={at} className={styles.tick} style={{ left: x }}>
                {label}
              </span>
            )
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
