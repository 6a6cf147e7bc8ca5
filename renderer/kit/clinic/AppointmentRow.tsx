import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { PatientInBrief } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import { Menu } from '../base/Menu';
import { ageAndSex } from '../format';
import styles from './DayList.module.css';
import { PatientFlags } from './PatientFlags';
import type { RowActions } from './row-actions';
import { rowMenu } from './row-menu';
import { StatusMark } from './StatusMark';
import { StepButton } from './StepButton';
import { minutesWaiting, nextStep, statusLabel, statusOf, statusSince, type WallClock } from './status';

type Props = {
  appointment: Appointment;
  patient: PatientInBrief | undefined;
  /** The patient's name, where no more is known. */
  name?: string;
  now: Date;
  clock: WallClock;
  timeZone: string;
  actions: RowActions;
  /** With whom, in lists that are not by doctor: a column of its own. */
  withDoctor?: string;
};

/** One appointment: who and when, why, how it stands, and the one next step. */
export function AppointmentRow(props: Props) {
  const { appointment, patient, now, clock, timeZone, actions, withDoctor } = props;
  const status = statusOf(appointment);
  const name = patient?.name ?? props.name ?? appointment.appointmentName ?? 'Patient without a name';
  const step = nextStep(appointment, clock);
  const showsSince = status === 'inRoom' || (withDoctor && status === 'arrived');
  const since = showsSince && appointment.date === clock.date ? statusSince(appointment) : undefined;
  const row = useWash(status);
  const reasonBelow = [withDoctor, appointment.reason].filter(Boolean).join(', ');

  const takeStep =
    step && (step.to ? actions.onStatus : actions.onRebook)
      ? () => (step.to ? actions.onStatus?.(appointment, step.to) : actions.onRebook?.(appointment))
      : undefined;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.key !== 'Enter' || event.repeat || event.target !== event.currentTarget) return;
    event.preventDefault();
    if (event.altKey) takeStep?.();
    else actions.onOpenPatient(appointment);
  };

  return (
    <tr
      ref={row}
      data-row
      data-status={status}
      className={styles.row}
      tabIndex={0}
      aria-label={rowLabel(appointment, name, now)}
      onKeyDown={onKeyDown}
    >
      <td className={styles.timeCell}>
        <span className={styles.start}>{appointment.time}</span>
        <span className={styles.minutes}>
          {appointment.minutes !== undefined && `${appointment.minutes} min`}
        </span>
      </td>
      <td>
        <div className={styles.person}>
          <button
            type="button"
            tabIndex={-1}
            className={styles.name}
            onClick={() => actions.onOpenPatient(appointment)}
          >
            {name}
          </button>
          <span className={styles.age}>{patient && ageAndSex(patient, clock.date)}</span>
        </div>
        <div className={styles.below}>
          <span className={styles.statusBelow}>
            <StatusMark appointment={appointment} now={now} />
          </span>
          <span className={styles.reasonBelow} title={reasonBelow}>
            {reasonBelow}
          </span>
          <span className={styles.statusBelow}>
            <PatientFlags patient={patient} />
          </span>
        </div>
      </td>
      {withDoctor !== undefined && (
        <td className={styles.doctorCell} title={withDoctor}>
          {withDoctor}
        </td>
      )}
      <td className={styles.reasonCell} title={appointment.reason}>
        {appointment.reason}
      </td>
      <td className={styles.flagsCell}>
        <PatientFlags patient={patient} />
      </td>
      <td className={styles.statusColumn}>
        <div className={styles.statusCell}>
          <StatusMark appointment={appointment} now={now} />
          {since && <span className={styles.since}>since {wallClockOf(since, timeZone).time}</span>}
        </div>
      </td>
      <td className={styles.stepCell}>
        <div className={styles.steps}>
          <span className={styles.more}>
            <Menu label={`More for ${name}`} items={rowMenu(appointment, clock, actions)} />
          </span>
          {step && takeStep && (
            <StepButton label={step.label} of={name} urgency={step.urgency} onClick={takeStep} />
          )}
        </div>
      </td>
    </tr>
  );
}

/** "10:00, Tanmay Kulkarni, Cough for two weeks, Waiting 6 minutes" */
function rowLabel(appointment: Appointment, name: string, now: Date): string {
  const minutes = minutesWaiting(appointment, now);
  const status = statusLabel(statusOf(appointment));
  const waiting =
    minutes === undefined ? status : `${status} ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return [appointment.time, name, appointment.reason, waiting].filter(Boolean).join(', ');
}

/** A row whose status changed washes once in its soft colour. */
function useWash(status: AppointmentStatus) {
  const row = useRef<HTMLTableRowElement>(null);
  const before = useRef(status);
  useEffect(() => {
    if (before.current === status) return;
    before.current = status;
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (isStill || !row.current?.animate) return;
    row.current.animate([{ backgroundColor: 'var(--wash)' }, { backgroundColor: 'transparent' }], {
      duration: 600,
    });
  }, [status]);
  return row;
}
