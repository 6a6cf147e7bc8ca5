import type { ClinicDay, Home } from '../../../shared/contract';
import type { AppointmentStatus } from '../../../shared/entities';
import { Figure, Figures } from '../../kit/base';
import { besideLastWeek, minutesWaiting, progressOf, statusOf, waitingOf } from '../../kit/clinic';

type Props = { day: ClinicDay | undefined; home: Home | undefined; isToday: boolean; now: Date };

/** How the day stands, in one line. Counts come from the rows on screen, the plots and last week from the core. */
export function TodayFigures({ day, home, isToday, now }: Props) {
  const appointments = day?.appointments ?? [];
  const count = (status: AppointmentStatus) =>
    appointments.filter((each) => statusOf(each) === status).length;
  const live = appointments.length - count('cancelled');
  const { seen, toGo } = progressOf(appointments);
  const show = (value: number) => (day ? value : '–');
  if (!isToday) {
    return (
      <Figures>
        <Figure label="Booked" value={show(live)} />
        <Figure label="Not confirmed" value={show(count('booked'))} />
        <Figure label="Seen" value={show(seen)} />
        <Figure label="Did not come" value={show(count('noShow'))} />
        <Figure label="Cancelled" value={show(count('cancelled'))} />
      </Figures>
    );
  }
  const figures = home?.figures;
  const beside = (name: keyof Home['figures'], value: number | null) =>
    day && home && figures ? besideLastWeek(value, figures[name].weekBefore, home.date) : undefined;
  const [longest] = waitingOf(appointments, now);
  const longestWait = longest && minutesWaiting(longest, now);
  const wait = figures?.averageWait;
  return (
    <Figures>
      <Figure label="Booked today" value={show(live)} note={beside('booked', live)} />
      <Figure label="Seen" value={show(seen)} note={day && `${toGo} to go`} plot={figures?.seen.hours} />
      <Figure
        label="Waiting now"
        value={show(count('arrived'))}
        note={longestWait !== undefined && longestWait > 0 ? `longest ${longestWait} min` : undefined}
        tone={longestWait !== undefined && longestWait >= 16 ? 'warn' : undefined}
        plot={figures?.waiting.hours}
      />
      <Figure
        label="Average wait"
        value={wait?.value === null || wait === undefined ? '–' : `${wait.value} min`}
        note={wait && wait.weekBefore !== null && home ? lastWeek(wait.weekBefore, home) : undefined}
        plot={wait?.hours}
      />
      <Figure
        label="Did not come"
        value={show(count('noShow'))}
        note={beside('didNotCome', count('noShow'))}
      />
    </Figures>
  );
}

const lastWeek = (minutes: number, home: Home) => besideLastWeek(null, minutes, home.date);
