import type { Appointment } from '../../../shared/entities';
import { ForScreenReaders } from '../base/Text';
import { Tip } from '../base/Tip';
import styles from './CompactList.module.css';
import { statusLabel, statusOf } from './status';
import { StatusGlyph } from './StatusMark';

type Props = {
  appointments: readonly Appointment[];
  nameOf: (appointment: Appointment) => string;
  onOpen: (appointment: Appointment) => void;
};

/** Appointments where room is short: glyph, time, name. Each opens; reason and status stand in its tip. */
export function CompactList({ appointments, nameOf, onOpen }: Props) {
  return (
    <ul className={styles.list}>
      {appointments.map((appointment) => {
        const name = nameOf(appointment);
        const status = statusOf(appointment);
        const rest = [appointment.reason, statusLabel(status)].filter(Boolean).join(', ');
        return (
          <li key={appointment.id}>
            <Tip text={`${appointment.time ?? ''} ${name}, ${rest}`}>
              <button
                type="button"
                className={styles.entry}
                data-status={status}
                onClick={() => onOpen(appointment)}
              >
                <StatusGlyph status={status} />
                <span className={styles.time}>{appointment.time}</span>{' '}
                <span className={styles.name}>
                  {name}
                  <ForScreenReaders>, {rest}</ForScreenReaders>
                </span>
              </button>
            </Tip>
          </li>
        );
      })}
    </ul>
  );
}
