import { Failure, Loading } from '../../kit/base';
import { MonthGrid, MonthLayout, monthWeeks } from '../../kit/clinic';
import { useWeek } from '../../kit/data';
import { formatLongDate } from '../../kit/format';
import { DayView } from './DayView';
import type { ViewProps } from './parts';

/** A month of counts; the chosen day's appointments stand below. */
export function MonthView(props: ViewProps) {
  const { view, show, today } = props;
  const days = monthWeeks(view.date).flat();
  const answer = useWeek({ from: days[0] ?? view.date, to: days.at(-1) ?? view.date, doctor: view.doctor });
  if (!answer.data && answer.error) return <Failure error={answer.error} onRetry={answer.refetch} />;
  return (
    <MonthLayout
      title={formatLongDate(view.date)}
      onOpenDay={() => show({ name: 'day' })}
      grid={
        <>
          {!answer.data && <Loading rows={5} columns={7} onRetry={answer.refetch} />}
          {answer.data && (
            <MonthGrid
              date={view.date}
              today={today}
              counts={answer.data.days}
              only={view.status}
              onChoose={(date) => show({ date })}
              onOpenWeek={(date) => show({ name: 'week', date })}
            />
          )}
        </>
      }
      day={<DayView {...props} />}
    />
  );
}
