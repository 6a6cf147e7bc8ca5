import { IconCalendarCheck } from '@tabler/icons-react';
import { addDays, wallClockOf } from '../../../shared/rules/time';
import { Empty, Failure, Loading } from '../../kit/base';
import { AppointmentTable } from '../../kit/clinic';
import { useList, useNow, useTimeZone } from '../../kit/data';
import { formatLongDate } from '../../kit/format';
import type { ViewProps } from './parts';

const daysBack = 30;

/** Appointments of past days that are neither seen, cancelled nor marked as not come, oldest first. */
export function UnfinishedView({ today, actions, current }: ViewProps) {
  const now = useNow(30_000);
  const timeZone = useTimeZone();
  const answer = useList('appointments', {
    filter: {
      date: { from: addDays(today, -daysBack), to: addDays(today, -1) },
      status: { is: ['booked', 'confirmed', 'arrived', 'inRoom'] },
    },
    sort: [
      { field: 'date', direction: 'ascending' },
      { field: 'time', direction: 'ascending' },
    ],
    page: { offset: 0, limit: 200 },
  });
  const { data } = answer;
  if (!data && answer.error) return <Failure error={answer.error} onRetry={answer.refetch} />;
  if (!data) return <Loading rows={12} columns={[104, 206, 260, 60, 160, 90]} onRetry={answer.refetch} />;
  if (data.rows.length === 0) {
    return (
      <Empty
        icon={IconCalendarCheck}
        title="Everything is settled"
        text="No past appointment of the last 30 days is left open."
      />
    );
  }
  const rows = current(data.rows);
  const days = [...new Set(rows.map((each) => each.date ?? ''))];
  const nameOf = (id: string | undefined) => (id ? data.names[id] : undefined);
  return (
    <AppointmentTable
      label="Appointments never finished"
      layoutKey="unfinished"
      clock={wallClockOf(now, timeZone)}
      {...{ now, timeZone, actions }}
      groups={days.map((day) => ({
        key: day,
        title: formatLongDate(day),
        rows: rows
          .filter((each) => each.date === day)
          .map((appointment) => ({
            appointment,
            name: nameOf(appointment.patient),
            withDoctor: nameOf(appointment.doctor) ?? appointment.doctorName,
          })),
      }))}
    />
  );
}
