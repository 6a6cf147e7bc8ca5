import { IconCalendarOff, IconPlus, IconWalk } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, wallClockOf } from '../../../shared/rules/time';
import { DefaultButton, Empty, Failure, Loading, Page, PrimaryButton, Stepper } from '../../kit/base';
import { AsOf, DayList, layoutOf, useDayActions } from '../../kit/clinic';
import { useDay, useHome, useNow, useSession, useShortcut, useTimeZone, useToday } from '../../kit/data';
import { formatLongDate } from '../../kit/format';
import { TodayFigures } from './TodayFigures';
import { TodaySide } from './TodaySide';

/** The clinic's day: figures, everyone booked by doctor with one next step each, who waits, what needs attention. */
export function ClinicToday() {
  const today = useToday();
  const now = useNow(5_000);
  const timeZone = useTimeZone();
  const clock = wallClockOf(now, timeZone);
  const ownDoctor = useSession().user?.doctor;
  // undefined follows the calendar past midnight.
  const [chosen, setChosen] = useState<string>();
  const date = chosen ?? today;
  const isToday = date === today;
  const go = (days: number) => setChosen(addDays(date, days) === today ? undefined : addDays(date, days));

  const answer = useDay(date);
  const home = useHome();
  const names = Object.fromEntries(
    [...(answer.data?.patients ?? []), ...(answer.data?.doctors ?? [])].map((each) => [each.id, each.name]),
  );
  const { actions, current, book, dialog } = useDayActions({ names });
  const day = answer.data && { ...answer.data, appointments: current(answer.data.appointments) };
  const groups = day && layoutOf(day, { now: isToday ? clock : undefined, ownDoctor });

  const walkIn = () => book?.({ kind: 'walkIn' });
  const bookOn = () => book?.({ kind: 'new', initial: { date } });
  useShortcut('W', walkIn, 'Walk-in', { isOn: book !== undefined, leadsToField: true });
  useShortcut('T', () => setChosen(undefined), 'Today');
  useShortcut('ArrowLeft', () => go(-1), 'Day back');
  useShortcut('ArrowRight', () => go(1), 'Day forward');

  return (
    <Page
      title={isToday ? 'Today' : formatLongDate(date)}
      subtitle={
        <>
          {isToday ? `${formatLongDate(date)}, ${clock.time}` : date.slice(0, 4)} <AsOf answer={answer} />
        </>
      }
      flush
      actions={
        <>
          <Stepper
            label="Day"
            back={{ label: 'Day back', shortcut: 'ArrowLeft', onClick: () => go(-1) }}
            middle={isToday ? undefined : { label: 'Today', onClick: () => setChosen(undefined) }}
            forward={{ label: 'Day forward', shortcut: 'ArrowRight', onClick: () => go(1) }}
          />
          {book && isToday && <DefaultButton label="Walk-in" icon={IconWalk} onClick={walkIn} />}
          {book && <PrimaryButton label="New appointment" icon={IconPlus} onClick={bookOn} />}
        </>
      }
      toolbar={<TodayFigures day={day} home={home.data} isToday={isToday} now={now} />}
      side={<TodaySide day={isToday ? day : undefined} home={home.data} now={now} today={today} />}
    >
      {!day && answer.error && <Failure error={answer.error} onRetry={answer.refetch} />}
      {!day && !answer.error && (
        <Loading rows={16} columns={[104, 206, 260, 60, 160, 90]} onRetry={answer.refetch} />
      )}
      {day && groups?.length === 0 && (
        <Empty
          icon={IconCalendarOff}
          title={isToday ? 'No appointments today' : 'No appointments on this day'}
          text="Book one, or look at another day."
          actions={book && <DefaultButton label="New appointment" onClick={bookOn} />}
        />
      )}
      {day && groups && groups.length > 0 && (
        <DayList {...{ day, groups, now, clock, timeZone, actions }} layoutKey={date} />
      )}
      {dialog}
    </Page>
  );
}
