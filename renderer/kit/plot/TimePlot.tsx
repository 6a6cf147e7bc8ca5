import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { ForScreenReaders } from '../base/Text';
import { useWidth } from '../base/use-width';
import { type Shortcut, useSettled, useShownKeys } from '../data';
import { formatInstant } from '../format';
import { BarsField, barHeight, rowsOf } from './BarsField';
import { CurveField } from './CurveField';
import { LaneHead } from './LaneHead';
import type { Lane } from './lanes';
import { MarksField } from './MarksField';
import { xOf } from './frame';
import { NotedLegend } from './NotedLegend';
import { PlotHead } from './PlotHead';
import { PlotTable } from './PlotTable';
import styles from './plot.module.css';
import { readLane } from './readout';
import { millisecondsOf } from './scale-of';
import { nextInstant } from './steps';
import { TimeAxis } from './TimeAxis';
import { lengthOf, moved, type TimeSpan, within, zoomed } from './time-span';
import { timeTicks } from './time-ticks';
import { useGestures } from './use-gestures';
import { instantInWords, plotInWords } from './words';

export type TimePlotProps = {
  /** What it is about, for screen readers: "Readings of Fatima Al-Sayed". */
  label: string;
  /** Curves, marks and bars under one another, with one axis of time. */
  lanes: readonly Lane[];
  span: TimeSpan;
  onSpan: (span: TimeSpan) => void;
  /** Nothing is outside of it. */
  whole: TimeSpan;
  now: number;
  timeZone: string;
  /** Follows a mark or a bar. */
  onOpen: (route: string) => void;
  /** What is shown is still being read. */
  isBusy?: boolean;
  /** The curves answer another stretch still: how many values are in this one is not known. */
  isUncounted?: boolean;
};

/** Room for the values at the left, in px; as `--plot-gutter`. */
const gutter = 52;
const rightRoom = 10;
/** What is no further from the pointer is read out, in px. */
const reachPx = 14;
const ticksApart = 76;

const keys: readonly Shortcut[] = [
  { keys: '+', label: 'Plot: nearer' },
  { keys: '-', label: 'Plot: further away' },
  { keys: 'left', label: 'Plot: earlier' },
  { keys: 'right', label: 'Plot: later' },
  { keys: 'shift+left', label: 'Plot: read the value before' },
  { keys: 'shift+right', label: 'Plot: read the value after' },
  { keys: 'home', label: 'Plot: everything' },
];

const curveHeights = [240, 146, 112, 96];

function heightOf(lane: Lane, curves: number, now: number): number {
  if (lane.kind === 'marks') return 34;
  if (lane.kind === 'curve') return curveHeights[Math.min(curves, curveHeights.length) - 1] ?? 112;
  return Math.max(...rowsOf(lane.bars, now).map(({ row }) => row + 1), 1) * barHeight + 2;
}

/**
 * Curves over time, beside what happened and what was taken. Zooms by wheel, mark, pinch, buttons and keys; says by hover,
 * keys and in a table what it shows. Times are those of the clinic's time zone.
 */
export function TimePlot({
  label,
  lanes,
  span,
  onSpan,
  whole,
  now,
  timeZone,
  onOpen,
  isBusy,
  isUncounted = false,
}: TimePlotProps) {
  const { ref, element: stage, width: stageWidth } = useWidth<HTMLDivElement>();
  const [isTable, setIsTable] = useState(false);
  const width = Math.max(Math.floor(stageWidth ?? 0) - gutter - rightRoom, 0);
  // Not drawn twice: the width is known before anything is painted.
  const drawn = stageWidth === undefined ? [] : lanes;
  const shown = (next: TimeSpan) => onSpan(within(next, whole));
  const { pointedAt, point, marked, handlers } = useGestures({
    stage,
    gutter,
    width,
    span,
    whole,
    onSpan: shown,
  });
  const ticks = useMemo(
    () => timeTicks(span, Math.max(Math.floor(width / ticksApart), 2), timeZone),
    [span, width, timeZone],
  );
  const tickTimes = useMemo(() => ticks.ticks.map(({ at }) => at), [ticks]);
  const curves = lanes.filter(({ kind }) => kind === 'curve').length;
  const reach = millisecondsOf(reachPx, span, width);
  const where = { now, timeZone };
  const at = pointedAt === undefined ? undefined : Math.min(Math.max(pointedAt, span.from), span.to);
  useShownKeys(keys);

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const middle = at ?? (span.from + span.to) / 2;
    const step = (direction: 1 | -1) => {
      const next = nextInstant(lanes, at ?? (direction === 1 ? span.from : span.to), direction);
      if (next === undefined) return;
      if (next < span.from || next > span.to)
        shown(moved(span, (next - (span.from + span.to) / 2) / lengthOf(span), whole));
      point(next);
    };
    const actions: Readonly<Record<string, () => void>> = {
      '+': () => shown(zoomed(span, 0.5, middle, whole)),
      '=': () => shown(zoomed(span, 0.5, middle, whole)),
      '-': () => shown(zoomed(span, 2, middle, whole)),
      ArrowLeft: () => (event.shiftKey ? step(-1) : shown(moved(span, -0.25, whole))),
      ArrowRight: () => (event.shiftKey ? step(1) : shown(moved(span, 0.25, whole))),
      Home: () => shown(whole),
      Escape: () => point(undefined),
    };
    const action = actions[event.key];
    if (!action || (event.key === 'Escape' && at === undefined)) return;
    event.preventDefault();
    action();
  };

  return (
    <div className={styles.plot} style={{ '--plot-gutter': `${gutter}px` } as CSSProperties}>
      <PlotHead {...{ span, whole, now, timeZone, isTable }} onSpan={shown} onTable={setIsTable} />
      {!isTable && <NotedLegend {...{ lanes: drawn, span, width }} />}
      {isTable ? (
        <PlotTable label={label} {...{ lanes, span, now, timeZone }} />
      ) : (
        <div
          ref={ref}
          className={styles.stage}
          role="application"
          aria-roledescription="plot"
          aria-label={label}
          aria-busy={isBusy}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is moved and read by keys (WCAG 2.1.1)
          tabIndex={0}
          onKeyDown={press}
          {...handlers}
        >
          {drawn.map((lane) => {
            const height = heightOf(lane, curves, now);
            return (
              <div key={lane.key} className={styles.lane}>
                <LaneHead
                  {...{ lane, span, now, isUncounted }}
                  read={at === undefined ? undefined : readLane(lane, at, reach, where)}
                />
                <div className={styles.body} style={{ height }}>
                  {lane.kind === 'curve' && (
                    <CurveField {...{ lane, span, width, height }} ticks={tickTimes} />
                  )}
                  {lane.kind === 'marks' && (
                    <MarksField marks={lane.marks} {...{ span, width, timeZone, onOpen }} onSpan={shown} />
                  )}
                  {lane.kind === 'bars' && <BarsField bars={lane.bars} {...{ span, width, now, onOpen }} />}
                </div>
              </div>
            );
          })}
          <TimeAxis
            {...{ span, width, ticks }}
            {...(at !== undefined && { read: { at, text: formatInstant(new Date(at), timeZone) } })}
          />
          {at !== undefined && (
            <div className={styles.cross} style={{ left: gutter + xOf({ span, width }, at) }} aria-hidden />
          )}
          {marked && (
            <div
              className={styles.marked}
              style={{
                left: gutter + xOf({ span, width }, marked.from),
                width: xOf({ span, width }, marked.to) - xOf({ span, width }, marked.from),
              }}
            />
          )}
          <Announced {...{ lanes, span, at, reach, now, timeZone, isUncounted }} />
        </div>
      )}
    </div>
  );
}

type AnnouncedProps = Pick<TimePlotProps, 'lanes' | 'span' | 'now' | 'timeZone'> & {
  at: number | undefined;
  reach: number;
  isUncounted: boolean;
};

/** Said when it has come to rest: the value that is read, otherwise what is shown. */
function Announced({ lanes, span, at, reach, now, timeZone, isUncounted }: AnnouncedProps) {
  const settled = useSettled(span, 600);
  const [said, setSaid] = useState('');
  const id = useId();
  useEffect(() => {
    const isSettled = settled.from === span.from && settled.to === span.to;
    if (at === undefined && (isUncounted || !isSettled)) return undefined;
    const where = { now, timeZone };
    const words =
      at === undefined ? plotInWords(lanes, settled, where) : instantInWords(lanes, at, reach, where);
    const timer = setTimeout(() => setSaid(words), 300);
    return () => clearTimeout(timer);
  }, [lanes, span, settled, at, reach, now, timeZone, isUncounted]);
  return (
    <ForScreenReaders>
      <span id={id} aria-live="polite">
        {said}
      </span>
    </ForScreenReaders>
  );
}
