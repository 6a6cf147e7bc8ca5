import { counted } from '../../../shared/rules/counted';
import { formatNumber } from '../format';
import type { Lane, Side } from './lanes';
import styles from './plot.module.css';
import { notedIn, notedWords, outsideIn, type ReadValue, shownIn } from './readout';
import type { TimeSpan } from './time-span';

type Props = {
  lane: Lane;
  span: TimeSpan;
  now: number;
  read: readonly ReadValue[] | undefined;
  isUncounted: boolean;
};

/** In signs, so that colour never says it alone. */
export const sideSigns: Readonly<Record<Side, string>> = { above: '▲', below: '▼' };
export const sideWords: Readonly<Record<Side, string>> = {
  above: 'above the limit',
  below: 'below the limit',
};

/** Name and unit of a lane; at the right what it says where one points, otherwise how much of it is outside its limits. */
export function LaneHead({ lane, span, now, read, isUncounted }: Props) {
  return (
    <div className={styles.laneHead}>
      <span className={styles.laneLabel}>{lane.label}</span>
      {lane.kind === 'curve' && <span className={styles.unit}>{lane.unit}</span>}
      {lane.kind === 'curve' && lane.lines.length > 1 && (
        <span className={styles.lineNames}>
          {lane.lines.map(({ key, label }, index) => (
            <span key={key} className={styles.lineName} data-line={index}>
              {label}
            </span>
          ))}
        </span>
      )}
      <span className={styles.readout}>
        {read?.map(({ key, text, side }) => (
          <span key={key} className={styles.read} data-side={side}>
            {side && `${sideSigns[side]} `}
            {text}
          </span>
        ))}
        {!read && lane.kind === 'curve' && isUncounted && <span className={styles.summary}>Counting…</span>}
        {!read && lane.kind === 'curve' && !isUncounted && (
          <Summary {...outsideIn(lane, span)} noted={notedIn(lane, span)} />
        )}
        {!read && lane.kind !== 'curve' && shownIn(lane, span, now).length === 0 && (
          <span className={styles.summary}>{nothing}</span>
        )}
      </span>
    </div>
  );
}

const nothing = 'Nothing in this time';

type Counts = { outside: number; all: number };

/** How many values there are and how many of them outside; `noted`: of those that visits wrote beside them. */
function Summary({ outside, all, noted }: Counts & { noted: Counts }) {
  const atVisits = notedWords(noted);
  if (all === 0 && !atVisits.all) return <span className={styles.summary}>{nothing}</span>;
  return (
    <span className={styles.summary}>
      {outside > 0 && <span className={styles.outside}>▲▼ {formatNumber(outside)} outside the limits, </span>}
      {[all > 0 && counted(all, { one: 'value', many: 'values' }), atVisits.all].filter(Boolean).join(', ')}
      {atVisits.outside && <span className={styles.outside}>, ▲▼ {atVisits.outside}</span>}
    </span>
  );
}
