import type { DayCount } from '../../../shared/contract';
import type { AppointmentStatus } from '../../../shared/entities';
import { appointmentStatuses } from '../../../shared/entities';
import styles from './DayCounts.module.css';
import { statusLabel } from './status';
import { StatusGlyph } from './StatusMark';

const isStatus = (name: string): name is AppointmentStatus =>
  appointmentStatuses.some((each) => each.value === name);

/** Counts of the wanted statuses (all but cancelled unless asked for), in the order a day runs. */
export function countsOf(
  count: DayCount | undefined,
  only?: AppointmentStatus,
): { total: number; parts: [AppointmentStatus, number][] } {
  const parts = appointmentStatuses.flatMap(({ value }): [AppointmentStatus, number][] => {
    const number = count?.byStatus[value] ?? 0;
    const isWanted = only ? value === only : value !== 'cancelled';
    return isWanted && number > 0 && isStatus(value) ? [[value, number]] : [];
  });
  return { total: parts.reduce((sum, [, number]) => sum + number, 0), parts };
}

/** "12 appointments: 3 Confirmed, 9 Seen" */
export function countsInWords(count: DayCount | undefined, only?: AppointmentStatus): string {
  const { total, parts } = countsOf(count, only);
  if (total === 0) return 'no appointments';
  const words = parts.map(([status, number]) => `${number} ${statusLabel(status)}`).join(', ');
  return `${total} ${total === 1 ? 'appointment' : 'appointments'}: ${words}`;
}

type Props = { count: DayCount | undefined; only?: AppointmentStatus };

/** The number of appointments of a day and, small, how they stand. */
export function DayCounts({ count, only }: Props) {
  const { total } = countsOf(count, only);
  if (total === 0) return null;
  return (
    <span className={styles.counts} aria-hidden="true">
      <span className={styles.total}>{total}</span>
      <StatusCounts count={count} only={only} />
    </span>
  );
}

/** How the appointments of a day stand: a glyph and a number each. */
export function StatusCounts({ count, only }: Props) {
  const { parts } = countsOf(count, only);
  return (
    <span className={styles.parts} aria-hidden="true">
      {parts.map(([status, number]) => (
        <span key={status} className={styles.part}>
          <StatusGlyph status={status} />
          {number}
        </span>
      ))}
    </span>
  );
}
