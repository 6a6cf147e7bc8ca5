import type { Appointment } from '../../../shared/entities';
import styles from './CompactList.module.css';
import { statusLabel, statusOf } from './status';
import { StatusGlyph } from './StatusMark';

type Props = {
  appointments: readonly Appointment[];
  nameOf: (appointment: Appointment) => string;
  onOpen: (appointment: Appointment) => void;
};

/** Appointments where room is short: glyph, time, name. Each opens. */
export function CompactList({ appointments, nameOf, onOpen }: Props) {
  return (
    <ul className={styles.list}>
      {appointments.map((appointment) => {
        const name = nameOf(appointment);
        const status = statusOf(appointment);
        return (
          <li key={appointment.id}>
            <button
              type="button"
              className={styles.entry}
              data-status={status}
              title={[appointment.time, name, appointment.reason, statusLabel(status)]
                .filter(Boolean)
                .join(', ')}
              aria-label={[appointment.time, name, appointment.reason, statusLabel(status)]
                .filter(Boolean)
                .join(', ')}
              onClick={() => onOpen(appointment)}
            >
              <StatusGlyph status={status} />
              <span className={styles.time}>{appointment.time}</span>
              <span className={styles.name}>{name}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
