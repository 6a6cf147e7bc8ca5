import { IconCalendarOff } from '@tabler/icons-react';
import { wallClockOf } from '../../../shared/rules/time';
import { DefaultButton, Empty, Failure, Loading } from '../../kit/base';
import { DayList, layoutOf, statusLabel } from '../../kit/clinic';
import { useDay, useNow, useSession, useTimeZone } from '../../kit/data';
import type { ViewProps } from './parts';

/** Everyone booked on a day, by doctor. */
export function DayView({ view, show, actions, current, book }: ViewProps & { book?: () => void }) {
  const now = useNow(5_000);
  const timeZone = useTimeZone();
  const ownDoctor = useSession().user?.doctor;
  const answer = useDay(view.date);
  if (!answer.data && answer.error) return <Failure error={answer.error} onRetry={answer.refetch} />;
  if (!answer.data)
    return <Loading rows={16} columns={[104, 206, 260, 60, 160, 90]} onRetry={answer.refetch} />;
  const day = { ...answer.data, appointments: current(answer.data.appointments) };
  const onlyStatuses = view.status && [view.status];
  const groups = layoutOf(day, { ownDoctor, onlyDoctor: view.doctor, onlyStatuses }).filter(
    (group) => group.shown.length + group.cancelled.length > 0,
  );
  if (groups.length === 0)
    return <NoAppointments {...{ view, show, book }} total={day.appointments.length} />;
  return (
    <DayList
      {...{ day, groups, now, timeZone, actions }}
      clock={wallClockOf(now, timeZone)}
      layoutKey={`${view.date} ${view.doctor ?? ''} ${view.status ?? ''}`}
    />
  );
}

type NoneProps = Pick<ViewProps, 'view' | 'show'> & { total: number; book?: () => void };

/** Nothing booked, or nothing that the filters let through: then it names them and offers to drop them. */
function NoAppointments({ view, show, total, book }: NoneProps) {
  if (total > 0 && (view.doctor || view.status)) {
    const filters = [view.doctor && 'one doctor', view.status && `"${statusLabel(view.status)}"`]
      .filter(Boolean)
      .join(' and ');
    return (
      <Empty
        icon={IconCalendarOff}
        title="No appointment fits the filters"
        text={`Only ${filters} ${filters.includes(' and ') ? 'are' : 'is'} shown; the day has ${total}.`}
        actions={
          <DefaultButton label="Show all" onClick={() => show({ doctor: undefined, status: undefined })} />
        }
      />
    );
  }
  return (
    <Empty
      icon={IconCalendarOff}
      title="No appointments on this day"
      text="Book one, or look at another day."
      actions={book && <DefaultButton label="New appointment" onClick={book} />}
    />
  );
}
