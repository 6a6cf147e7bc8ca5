import {
  IconArrowLeft,
  IconArrowRight,
  IconChartLine,
  IconMinus,
  IconPlus,
  IconTable,
} from '@tabler/icons-react';
import { QuietButton } from '../base/Button';
import { IconButton } from '../base/IconButton';
import { Segmented } from '../base/Segmented';
import { formatInstant } from '../format';
import styles from './plot.module.css';
import {
  lengthOf,
  moved,
  narrowest,
  type Preset,
  presetOf,
  presetSpan,
  type TimeSpan,
  zoomed,
} from './time-span';

type Props = {
  span: TimeSpan;
  whole: TimeSpan;
  onSpan: (span: TimeSpan) => void;
  now: number;
  timeZone: string;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
};

const presets: readonly { value: Preset; label: string }[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
  { value: 'year', label: 'Year' },
  { value: 'all', label: 'All' },
];

/** How much time is shown, and the buttons that change it. */
export function PlotHead({ span, whole, onSpan, now, timeZone, isTable, onTable }: Props) {
  const middle = (span.from + span.to) / 2;
  const atEnd = (isThere: boolean, reason: string) => (isThere ? reason : undefined);
  return (
    <div className={styles.head}>
      <Segmented
        label="Time shown"
        // No preset has no name: none of them is chosen then.
        value={presetOf(span, whole) ?? ('' as Preset)}
        onChange={(preset) => onSpan(presetSpan(preset, span, whole, now))}
        options={presets}
      />
      <span className={styles.shown}>
        {formatInstant(new Date(span.from), timeZone)} – {formatInstant(new Date(span.to), timeZone)}
      </span>
      <span className={styles.buttons}>
        <IconButton
          label="Earlier"
          icon={IconArrowLeft}
          disabledReason={atEnd(span.from <= whole.from, 'Nothing is earlier')}
          onClick={() => onSpan(moved(span, -0.5, whole))}
        />
        <IconButton
          label="Later"
          icon={IconArrowRight}
          disabledReason={atEnd(span.to >= whole.to, 'Nothing is later')}
          onClick={() => onSpan(moved(span, 0.5, whole))}
        />
        <IconButton
          label="Zoom in"
          icon={IconPlus}
          disabledReason={atEnd(lengthOf(span) <= narrowest, 'This is as near as it goes')}
          onClick={() => onSpan(zoomed(span, 0.5, middle, whole))}
        />
        <IconButton
          label="Zoom out"
          icon={IconMinus}
          disabledReason={atEnd(lengthOf(span) >= lengthOf(whole), 'Everything is shown')}
          onClick={() => onSpan(zoomed(span, 2, middle, whole))}
        />
      </span>
      <QuietButton
        label={isTable ? 'Show as plot' : 'Show as table'}
        icon={isTable ? IconChartLine : IconTable}
        size="small"
        onClick={() => onTable(!isTable)}
      />
    </div>
  );
}
