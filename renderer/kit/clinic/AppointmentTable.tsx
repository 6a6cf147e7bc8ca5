import { useRef } from 'react';
import type { PatientInBrief } from '../../../shared/contract';
import type { Appointment } from '../../../shared/entities';
import { AppointmentRow } from './AppointmentRow';
import type { RowActions } from './row-actions';
import styles from './DayList.module.css';
import type { WallClock } from './status';
import { useCalm } from './use-calm';
import { useRowKeys } from './use-row-keys';

export type TableRow = {
  appointment: Appointment;
  patient?: PatientInBrief;
  /** The patient's name, where no more is known. */
  name?: string;
  /** With whom, where rows are not grouped by doctor. */
  withDoctor?: string;
};

type Props = {
  /** Names the table for screen readers. */
  label: string;
  /** Groups with a head line each; one group without a title is a plain list. */
  groups: readonly { key: string; title?: string; detail?: string; rows: readonly TableRow[] }[];
  now: Date;
  clock: WallClock;
  timeZone: string;
  actions: RowActions;
  layoutKey: string;
};

const isSameOrder = (one: readonly string[], other: readonly string[]) => one.join() === other.join();

/** Appointments as rows with their next steps, for lists that are not by doctor: who waits, days never finished. */
export function AppointmentTable({ label, groups, now, clock, timeZone, actions, layoutKey }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = useRowKeys(table);
  const newest = groups.flatMap((group) => group.rows.map((row) => row.appointment.id));
  const calm = useCalm(newest, { area: table, key: layoutKey, isSame: isSameOrder });
  const place = new Map(calm.map((id, index) => [id, index]));
  const inPlace = (rows: readonly TableRow[]) =>
    rows
      .filter(({ appointment }) => place.has(appointment.id))
      .toSorted(
        (one, other) => (place.get(one.appointment.id) ?? 0) - (place.get(other.appointment.id) ?? 0),
      );
  return (
    <div className={styles.frame}>
      <table className={styles.table} ref={table} onKeyDown={onKeyDown} aria-label={label}>
        <AppointmentColumns />
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.title && (
              <tr className={styles.head}>
                <th colSpan={6} scope="rowgroup">
                  <div className={styles.headLine}>
                    <h2 className={styles.doctor}>{group.title}</h2>
                    <span className={styles.about}>{group.detail}</span>
                  </div>
                </th>
              </tr>
            )}
            {inPlace(group.rows).map(({ appointment, patient, name, withDoctor }) => (
              <AppointmentRow
                key={appointment.id}
                {...{ appointment, patient, name, withDoctor, now, clock, timeZone, actions }}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** Widths and (heard, not seen) names of the columns. */
export function AppointmentColumns() {
  return (
    <>
      <colgroup>
        <col className={styles.time} />
        <col className={styles.patient} />
        <col className={styles.reason} />
        <col className={styles.flags} />
        <col className={styles.status} />
        <col className={styles.step} />
      </colgroup>
      <thead className={styles.columnNames}>
        <tr>
          {['Time', 'Patient', 'Reason', 'Flags', 'Status', 'Next step'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}
