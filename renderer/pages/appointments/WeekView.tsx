import { entities } from '../../../shared/entities';
import { addDays } from '../../../shared/rules/time';
import { Failure, Loading } from '../../kit/base';
import {
  CompactList,
  countsInWords,
  DayCounts,
  isWeekend,
  shortDay,
  statusOf,
  WeekColumns,
  WeekGrid,
  type WeekRow,
  weekOf,
} from '../../kit/clinic';
import { useAnswer, useClient, useList, useWeek } from '../../kit/data';
import type { ViewProps } from './parts';

/** A week: of all doctors as counts, of one doctor with every appointment. */
export function WeekView(props: ViewProps) {
  return props.view.doctor ? <DoctorWeek {...props} doctor={props.view.doctor} /> : <ClinicWeek {...props} />;
}

/** Counts by doctor and day, counted in the database: a week of many doctors is too many rows to read. */
function ClinicWeek({ view, show, doctors, today }: ViewProps) {
  const client = useClient();
  const days = weekOf(view.date);
  const [from = view.date] = days;
  const to = addDays(from, 6);
  const all = useWeek({ from, to });
  const ids = doctors.map((doctor) => doctor.id);
  const byDoctor = useAnswer({
    key: ['week', { from, to, doctors: ids }],
    read: async (signal) => {
      const answers = await Promise.all(
        ids.map((doctor) => client.schedule.week({ from, to, doctor }, { signal })),
      );
      return new Map(answers.map((answer, index) => [ids[index] ?? '', answer.days]));
    },
    isWanted: ids.length > 0,
  });
  const error = all.error ?? byDoctor.error;
  if (error && !byDoctor.data) return <Failure error={error} onRetry={byDoctor.refetch} />;
  if (!byDoctor.data) return <Loading rows={8} columns={8} onRetry={byDoctor.refetch} />;
  const rows = doctors.map((doctor): WeekRow => {
    const name = entities.doctors.title(doctor);
    return {
      key: doctor.id,
      head: name,
      detail: doctor.specialty,
      cells: days.map((day) => {
        const count = byDoctor.data?.get(doctor.id)?.find((each) => each.date === day);
        return {
          key: day,
          content: <DayCounts count={count} only={view.status} />,
          label: `${name}, ${shortDay(day)}, ${countsInWords(count, view.status)}`,
          onOpen: () => show({ name: 'day', date: day, doctor: doctor.id }),
        };
      }),
    };
  });
  const totalOf = (day: string) => {
    const count = all.data?.days.find((each) => each.date === day);
    return (view.status ? count?.byStatus[view.status] : count?.total) ?? 0;
  };
  return (
    <WeekGrid
      rowName="Doctor"
      headOf={totalOf}
      onOpenDay={(date) => show({ name: 'day', date })}
      {...{ days, today, rows }}
    />
  );
}

/** Every appointment of one doctor's week, a column for each day. */
function DoctorWeek({ view, show, today, actions, current, doctor }: ViewProps & { doctor: string }) {
  const days = weekOf(view.date);
  const [from = view.date] = days;
  const answer = useList('appointments', {
    filter: { doctor: { is: doctor }, date: { from, to: addDays(from, 6) } },
    sort: [
      { field: 'date', direction: 'ascending' },
      { field: 'time', direction: 'ascending' },
    ],
    page: { offset: 0, limit: 200 },
  });
  const { data } = answer;
  if (!data && answer.error) return <Failure error={answer.error} onRetry={answer.refetch} />;
  if (!data) return <Loading rows={8} columns={7} onRetry={answer.refetch} />;
  const shown = current(data.rows).filter((each) =>
    view.status ? statusOf(each) === view.status : statusOf(each) !== 'cancelled',
  );
  const of = (day: string) => shown.filter((each) => each.date === day);
  // A free weekend would only make the working days narrow.
  const isWorked = (day: string) => !isWeekend(day) || day === today || of(day).length > 0;
  const shownDays = days.filter(isWorked);
  return (
    <WeekColumns
      today={today}
      onOpenDay={(date) => show({ name: 'day', date })}
      days={shownDays.map((day) => ({
        day,
        total: of(day).length,
        content: (
          <CompactList
            appointments={of(day)}
            nameOf={(each) =>
              (each.patient && data.names[each.patient]) || each.appointmentName || 'Patient without a name'
            }
            onOpen={actions.onOpenAppointment}
          />
        ),
      }))}
    />
  );
}
