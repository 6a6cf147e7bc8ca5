import { Menu } from '../base/Menu';
import type { Appointment } from '../../../shared/entities';
import type { RowActions } from './row-actions';
import styles from './DayList.module.css';
import { type DoctorGroup, minutesBehind, progressOf } from './day-layout';

type Foldable = { seen: boolean; later: boolean; cancelled: boolean };

type HeadProps = {
  group: DoctorGroup;
  /** Live appointments of the doctor, folded ones too. */
  appointments: readonly Appointment[];
  now: Date;
  timeZone: string;
  isToday: boolean;
  actions: RowActions;
  open: Foldable;
  onToggle: (part: keyof Foldable) => void;
};

/** Name, field, room and delay of a doctor, how many were seen; people already seen fold in here. */
export function DoctorHead({
  group,
  appointments,
  now,
  timeZone,
  isToday,
  actions,
  open,
  onToggle,
}: HeadProps) {
  const { seen, toGo } = progressOf(appointments);
  const behind = isToday ? minutesBehind(appointments, now, timeZone) : 0;
  const progress = progressWords(seen, toGo);
  const { doctor } = group;
  const items = [
    ...(group.seen.length > 0
      ? [{ label: open.seen ? 'Hide people seen' : 'Show people seen', onSelect: () => onToggle('seen') }]
      : []),
    ...(group.cancelled.length > 0
      ? [
          {
            label: open.cancelled ? 'Hide cancelled' : `Show ${group.cancelled.length} cancelled`,
            onSelect: () => onToggle('cancelled'),
          },
        ]
      : []),
    ...(group.later.length > 0 && open.later
      ? [{ label: 'Fold later ones', onSelect: () => onToggle('later') }]
      : []),
    ...(doctor && actions.onBook
      ? [{ label: 'New appointment', onSelect: () => actions.onBook?.(doctor) }]
      : []),
    ...(doctor && actions.onOpenDoctor
      ? [{ label: 'Open doctor', onSelect: () => actions.onOpenDoctor?.(doctor) }]
      : []),
  ];
  return (
    <tr className={styles.head}>
      <th colSpan={6} scope="rowgroup">
        <div className={styles.headLine}>
          <h2 className={styles.doctor}>{group.name}</h2>
          <span className={styles.about}>{[group.specialty, group.room].filter(Boolean).join(', ')}</span>
          {behind > 0 && <span className={styles.behind}>{behind} min behind</span>}
          <span className={styles.headEnd}>
            {group.seen.length > 0 ? (
              <button
                type="button"
                className={styles.progress}
                aria-expanded={open.seen}
                aria-label={`${progress}, ${group.name}`}
                onClick={() => onToggle('seen')}
              >
                {progress}
              </button>
            ) : (
              <span className={styles.progress}>{progress}</span>
            )}
            {items.length > 0 && <Menu label={`More for ${group.name}`} items={items} />}
          </span>
        </div>
      </th>
    </tr>
  );
}

/** Nothing where only cancelled or missed ones are shown. */
function progressWords(seen: number, toGo: number): string {
  if (seen === 0) return toGo > 0 ? `${toGo} to go` : '';
  return toGo > 0 ? `${seen} seen, ${toGo} to go` : `${seen} seen`;
}

type LaterProps = {
  appointments: readonly Appointment[];
  nameOf: (appointment: Appointment) => string | undefined;
  onOpen: () => void;
};

/** What is more than about an hour ahead, in one line that opens. */
export function LaterLine({ appointments, nameOf, onOpen }: LaterProps) {
  const names = appointments.map((each) => nameOf(each) ?? each.appointmentName).filter(Boolean);
  return (
    <tr className={styles.laterRow}>
      <td colSpan={6}>
        <button type="button" className={styles.later} aria-expanded={false} onClick={onOpen}>
          <span className={styles.laterTime}>{appointments[0]?.time} +</span>
          <span className={styles.laterCount}>{appointments.length} later</span>
          <span className={styles.laterNames}>{names.join(', ')}</span>
        </button>
      </td>
    </tr>
  );
}
