import type { ClinicDay } from '../../../shared/contract';
import type { Appointment } from '../../../shared/entities';
import { Link } from '../base/Link';
import { lookupOf } from './day-layout';
import { minutesWaiting, statusOf, waitingTone } from './status';
import styles from './WaitingList.module.css';

/** The bar is full at this many minutes. */
const fullAt = 40;

/** Who waits, longest first. */
export function waitingOf(appointments: readonly Appointment[], now: Date): Appointment[] {
  return appointments
    .filter((each) => statusOf(each) === 'arrived')
    .toSorted((one, other) => (minutesWaiting(other, now) ?? 0) - (minutesWaiting(one, now) ?? 0));
}

/** "Dr Meera Joshi" as "Dr Joshi", where room is short and the whole name stands elsewhere. */
export function shortDoctorName(name: string): string {
  const words = name.split(' ');
  return words.length > 2 && words[0] === 'Dr' ? `Dr ${words.at(-1) ?? ''}` : name;
}

/** The waiting room beside a page: minutes, name, with whom; a bar of 40 minutes, amber from 16, red from 31. */
export function WaitingList({ day, now }: { day: ClinicDay; now: Date }) {
  const find = lookupOf(day);
  const doctorOf = (appointment: Appointment) =>
    day.doctors.find((each) => each.id === appointment.doctor)?.name ?? appointment.doctorName ?? '';
  const waiting = waitingOf(day.appointments, now);
  if (waiting.length === 0) return <p className={styles.nobody}>No one waits.</p>;
  return (
    <ul className={styles.list}>
      {waiting.map((appointment) => {
        const minutes = minutesWaiting(appointment, now) ?? 0;
        const name =
          find.patient(appointment)?.name ?? appointment.appointmentName ?? 'Patient without a name';
        return (
          <li key={appointment.id} data-tone={waitingTone(minutes)}>
            <div className={styles.line}>
              <span className={styles.minutes}>
                <strong>{minutes}</strong> min
              </span>
              <span className={styles.name}>
                {appointment.patient ? (
                  <Link to={`/patients/${appointment.patient}`} look="name">
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </span>
              <span className={styles.with}>
                {shortDoctorName(doctorOf(appointment))} {appointment.time}
              </span>
            </div>
            <WaitingBar minutes={minutes} />
          </li>
        );
      })}
    </ul>
  );
}

/** Minutes waited, of 40. The minutes stand beside it as text. */
export function WaitingBar({ minutes }: { minutes: number }) {
  return (
    <svg
      className={styles.bar}
      data-tone={waitingTone(minutes)}
      viewBox="0 0 40 2"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={styles.track} width="40" height="2" />
      <rect className={styles.fill} width={Math.min(minutes, fullAt)} height="2" />
    </svg>
  );
}
