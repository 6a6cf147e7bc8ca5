import { counted } from '../../../shared/rules/counted';
import type { Lane, Side } from './lanes';
import styles from './plot.module.css';
import { notedInWords, outsideIn, type ReadValue } from './readout';
import type { TimeSpan } from './time-span';

type Props = { lane: Lane; span: TimeSpan; read: readonly ReadValue[] | undefined };

/** In signs, so that colour never says it alone. */
export const sideSigns: Readonly<Record<Side, string>> = { above: '▲', below: '▼' };
export const sideWords: Readonly<Record<Side, string>> = {
  above: 'above the limit',
  below: 'below the limit',
};

/** Name and unit of a lane; at the right what it says where one points, otherwise how much of it is outside its limits. */
export function LaneHead({ lane, span, read }: Props) {
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
        {!read && lane.kind === 'curve' && (
          <Summary {...outsideIn(lane, span)} atVisits={notedInWords(lane, span)} />
        )}
      </span>
    </div>
  );
}

/** `atVisits`: what visits noted beside the values, in words. */
function Summary({ outside, all, atVisits }: { outside: number; all: number; atVisits: string }) {
  if (all === 0) return <span className={styles.summary}>{atVisits || 'Nothing in this time'}</span>;
  return (
    <span className={styles.summary}>
      {outside > 0 && <span className={styles.outside}>▲▼ {outside} outside the limits, </span>}
      {counted(all, { one: 'value', many: 'values' })}
      {atVisits && `, ${atVisits}`}
    </span>
  );
}
