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
  const hasDoctors = groups.some((group) => group.rows.some((row) => row.withDoctor !== undefined));
  const inPlace = (rows: readonly TableRow[]) =>
    rows
      .filter(({ appointment }) => place.has(appointment.id))
      .toSorted(
        (one, other) => (place.get(one.appointment.id) ?? 0) - (place.get(other.appointment.id) ?? 0),
      );
  return (
    <div className={styles.frame}>
      <table className={styles.table} data-by-state ref={table} onKeyDown={onKeyDown} aria-label={label}>
        <AppointmentColumns hasDoctors={hasDoctors} />
        {groups.map((group) => (
          <tbody key={group.key}>
            {group.title && (
              <tr className={styles.head}>
                <th colSpan={hasDoctors ? 7 : 6} scope="rowgroup">
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
                withDoctor={hasDoctors ? (withDoctor ?? '') : undefined}
                {...{ appointment, patient, name, now, clock, timeZone, actions }}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** Widths and (heard, not seen) names of the columns. */
export function AppointmentColumns({ hasDoctors = false }: { hasDoctors?: boolean }) {
  return (
    <>
      <colgroup>
        <col className={styles.time} />
        <col className={styles.patient} />
        {hasDoctors && <col className={styles.doctorColumn} />}
        <col className={styles.reason} />
        <col className={styles.flags} />
        <col className={styles.status} />
        <col className={styles.step} />
      </colgroup>
      <thead className={styles.columnNames}>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Patient</th>
          {hasDoctors && (
            <th scope="col" className={styles.doctorColumn}>
              Doctor
            </th>
          )}
          <th scope="col" className={styles.reason}>
            Reason
          </th>
          <th scope="col" className={styles.flags}>
            Flags
          </th>
          <th scope="col" className={styles.status}>
            Status
          </th>
          <th scope="col">Next step</th>
        </tr>
      </thead>
    </>
  );
}
