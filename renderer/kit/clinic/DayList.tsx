import { useRef, useState } from 'react';
import type { ClinicDay, PatientInBrief } from '../../../shared/contract';
import type { Appointment } from '../../../shared/entities';
import { AppointmentRow } from './AppointmentRow';
import type { RowActions } from './row-actions';
import { AppointmentColumns } from './AppointmentTable';
import styles from './DayList.module.css';
import { DoctorHead, LaterLine } from './DoctorHead';
import { type DoctorGroup, isSameLayout, lookupOf } from './day-layout';
import type { WallClock } from './status';
import { useCalm } from './use-calm';
import { useRowKeys } from './use-row-keys';

type Props = {
  day: ClinicDay;
  /** From `layoutOf`; kept as it is while someone points or types in the list. */
  groups: DoctorGroup[];
  now: Date;
  clock: WallClock;
  timeZone: string;
  actions: RowActions;
  /** Names the arrangement: another day or filter is drawn at once. */
  layoutKey: string;
};

/** The appointments of a day as one table, a row group for each doctor. ↑↓ J K move, Enter opens, Alt+Enter is the next step. */
export function DayList({ day, groups, now, clock, timeZone, actions, layoutKey }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const calm = useCalm(groups, { area: table, key: layoutKey, isSame: isSameLayout });
  const onKeyDown = useRowKeys(table);
  const find = lookupOf(day);
  return (
    <div className={styles.frame}>
      <table className={styles.table} ref={table} onKeyDown={onKeyDown} aria-label="Appointments by doctor">
        <AppointmentColumns />
        {calm.map((group) => (
          <DoctorRows key={group.key} {...{ group, now, clock, timeZone, actions, find }} />
        ))}
      </table>
    </div>
  );
}

type GroupProps = Pick<Props, 'now' | 'clock' | 'timeZone' | 'actions'> & {
  group: DoctorGroup;
  find: {
    appointment: (id: string) => Appointment | undefined;
    patient: (appointment: Appointment) => PatientInBrief | undefined;
  };
};

function DoctorRows({ group, now, clock, timeZone, actions, find }: GroupProps) {
  const [open, setOpen] = useState({ seen: false, later: false, cancelled: false });
  const toggle = (part: keyof typeof open) => setOpen((before) => ({ ...before, [part]: !before[part] }));
  const all = (ids: readonly string[]) =>
    ids
      .flatMap((id) => find.appointment(id) ?? [])
      .toSorted((a, b) => (a.time ?? '').localeCompare(b.time ?? ''));
  const later = all(group.later);
  const rows = all([
    ...group.shown,
    ...(open.seen ? group.seen : []),
    ...(open.later ? group.later : []),
    ...(open.cancelled ? group.cancelled : []),
  ]);
  const everyone = all([...group.shown, ...group.seen, ...group.later]);
  return (
    <tbody>
      <DoctorHead
        {...{ group, now, timeZone, actions, open }}
        appointments={everyone}
        onToggle={toggle}
        isToday={clock.date === everyone[0]?.date}
      />
      {rows.map((appointment) => (
        <AppointmentRow
          key={appointment.id}
          appointment={appointment}
          patient={find.patient(appointment)}
          {...{ now, clock, timeZone, actions }}
        />
      ))}
      {later.length > 0 && !open.later && (
        <LaterLine
          appointments={later}
          nameOf={(each) => find.patient(each)?.name}
          onOpen={() => toggle('later')}
        />
      )}
    </tbody>
  );
}
