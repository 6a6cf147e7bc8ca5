import { useMemo } from 'react';
import { formatDate } from '../format';
import { wallClockOf } from '../../../shared/rules/time';
import type { Mark } from './lanes';
import { xOf } from './frame';
import styles from './plot.module.css';
import { writeWhen } from './readout';
import type { TimeSpan } from './time-span';

type Props = {
  marks: readonly Mark[];
  span: TimeSpan;
  width: number;
  timeZone: string;
  onOpen: (route: string) => void;
  /** Shows a stretch: that of marks which are too near to one another to tell apart. */
  onSpan: (span: TimeSpan) => void;
};

/** Marks nearer than this are one with a number. */
const apart = 14;
/** What a number takes: its digits, and the round ends about them. */
const [digitWidth, endsWidth] = [7, 13];
/** A day wider than this is drawn as wide as it is. */
const wideFrom = 20;

type Group = { x: number; width: number; marks: Mark[] };

/** Marks that would lie over one another on the paper are together. `marks` in order of time. */
export function groupMarks(marks: readonly Mark[], span: TimeSpan, width: number): Group[] {
  const groups: Group[] = [];
  for (const mark of marks) {
    const [start, end] = [xOf({ span, width }, mark.from), xOf({ span, width }, mark.to)];
    const isWide = end - start > wideFrom;
    const x = isWide ? Math.max(start, 0) : (start + end) / 2;
    // One that is not wide is drawn whole, over the edge too; what lies beyond the edge is not of this time.
    if (isWide ? end < 0 || start > width : x < 0 || x > width) continue;
    const before = groups.at(-1);
    if (before && x - before.x < roomOf(before) && !isWide && before.width === 0) before.marks.push(mark);
    else groups.push({ x, width: isWide ? Math.min(end, width) - x : 0, marks: [mark] });
  }
  return groups;
}

const roomOf = ({ marks: { length } }: Group): number =>
  length === 1 ? apart : endsWidth + digitWidth * String(length).length;

/** What happened, as marks on the axis of time: each opens what it stands for, several show themselves from nearer. */
export function MarksField({ marks, span, width, timeZone, onOpen, onSpan }: Props) {
  const groups = useMemo(() => groupMarks(marks, span, width), [marks, span, width]);
  return (
    <div className={styles.paper} data-marks style={{ width }}>
      {groups.map(({ x, width: wide, marks: [first, ...others] }) => {
        if (!first) return null;
        const last = others.at(-1) ?? first;
        const days = [first, last].map(({ from }) => formatDate(wallClockOf(new Date(from), timeZone).date));
        const name =
          others.length > 0
            ? `${others.length + 1} from ${days[0]} to ${days[1]}`
            : `${writeWhen(first, timeZone)}: ${[first.label, first.detail].filter(Boolean).join(', ')}`;
        const press = () => {
          const margin = Math.max((last.to - first.from) * 0.25, 3_600_000);
          if (others.length > 0) onSpan({ from: first.from - margin, to: last.to + margin });
          else if (first.opens) onOpen(first.opens);
        };
        return (
          <button
            key={first.key}
            type="button"
            // The table beside the plot reaches all of them by keyboard; hundreds of stops here would be in the way.
            tabIndex={-1}
            className={styles.mark}
            data-wide={wide > 0 || undefined}
            data-many={others.length > 0 || undefined}
            style={wide > 0 ? { left: x, width: wide } : { left: x }}
            aria-label={name}
            title={name}
            onClick={press}
          >
            <span>{others.length > 0 ? others.length + 1 : ''}</span>
          </button>
        );
      })}
    </div>
  );
}
