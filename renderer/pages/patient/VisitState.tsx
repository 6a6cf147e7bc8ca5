import type { Appointment } from '../../../shared/entities';
import { minutesWaiting, StateDot, statusOf, statusSince } from '../../kit/clinic';
import { useNow, useTimeZone } from '../../kit/data';
import { formatInstantTime } from '../../kit/format';

/** Whether the person is in the clinic now: waiting, or with a doctor. */
export function VisitState({ appointments, today }: { appointments: readonly Appointment[]; today: string }) {
  const now = useNow(10_000);
  const timeZone = useTimeZone();
  const todays = appointments.filter((each) => each.date === today);
  const inside = todays.find((each) => statusOf(each) === 'inRoom');
  const since = inside && statusSince(inside);
  if (inside) {
    return (
      <StateDot tone="accent">In visit{since ? ` since ${formatInstantTime(since, timeZone)}` : ''}</StateDot>
    );
  }
  const waiting = todays.find((each) => statusOf(each) === 'arrived');
  const minutes = waiting && minutesWaiting(waiting, now);
  if (minutes === undefined) return null;
  return <StateDot tone="warn">Waiting {minutes} min</StateDot>;
}
