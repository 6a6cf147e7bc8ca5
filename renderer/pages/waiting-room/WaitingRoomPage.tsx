import { IconArmchair, IconWalk } from '@tabler/icons-react';
import { wallClockOf } from '../../../shared/rules/time';
import { DefaultButton, Empty, Failure, Loading, Page } from '../../kit/base';
import {
  AppointmentTable,
  AsOf,
  lookupOf,
  minutesWaiting,
  statusOf,
  useDayActions,
  waitingOf,
} from '../../kit/clinic';
import { useDay, useNow, useShortcut, useTimeZone, useToday } from '../../kit/data';

/** Who waits, longest first, with whom and since when; and who is with a doctor now. */
export function WaitingRoomPage() {
  const now = useNow(5_000);
  const timeZone = useTimeZone();
  const today = useToday();
  const answer = useDay(today);
  const names = Object.fromEntries(
    [...(answer.data?.patients ?? []), ...(answer.data?.doctors ?? [])].map((each) => [each.id, each.name]),
  );
  const { actions, current, book, dialog } = useDayActions({ names });
  const walkIn = () => book?.({ kind: 'walkIn' });
  useShortcut('W', walkIn, 'Walk-in', { isOn: book !== undefined, leadsToField: true });

  const day = answer.data && { ...answer.data, appointments: current(answer.data.appointments) };
  const find = day && lookupOf(day);
  const waiting = day ? waitingOf(day.appointments, now) : [];
  const inside = day?.appointments.filter((each) => statusOf(each) === 'inRoom') ?? [];
  const rowsOf = (appointments: typeof waiting) =>
    appointments.map((appointment) => ({
      appointment,
      patient: find?.patient(appointment),
      withDoctor: (appointment.doctor && names[appointment.doctor]) || appointment.doctorName,
    }));
  const longest = waiting[0] && minutesWaiting(waiting[0], now);
  const words =
    waiting.length === 0
      ? 'No one waits'
      : `${waiting.length} ${waiting.length === 1 ? 'waits' : 'wait'}, longest ${longest ?? 0} min`;

  return (
    <Page
      title="Waiting room"
      subtitle={
        <>
          {day && words} <AsOf answer={answer} />
        </>
      }
      flush
      actions={book && <DefaultButton label="Walk-in" icon={IconWalk} onClick={walkIn} />}
    >
      {!day && answer.error && <Failure error={answer.error} onRetry={answer.refetch} />}
      {!day && !answer.error && (
        <Loading rows={6} columns={[104, 206, 260, 60, 160, 90]} onRetry={answer.refetch} />
      )}
      {day && waiting.length + inside.length === 0 && (
        <Empty
          icon={IconArmchair}
          title="The waiting room is empty"
          text="People who are checked in appear here until they are sent in."
        />
      )}
      {day && waiting.length + inside.length > 0 && (
        <AppointmentTable
          label="Waiting room"
          layoutKey="waiting"
          clock={wallClockOf(now, timeZone)}
          {...{ now, timeZone, actions }}
          groups={[
            { key: 'waiting', title: 'Waiting', detail: String(waiting.length), rows: rowsOf(waiting) },
            { key: 'inside', title: 'With a doctor', detail: String(inside.length), rows: rowsOf(inside) },
          ].filter((group) => group.rows.length > 0)}
        />
      )}
      {dialog}
    </Page>
  );
}
