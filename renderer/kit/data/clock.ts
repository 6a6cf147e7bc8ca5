import { useCallback, useEffect, useState } from 'react';
import { type Latest, latestOf } from '../../../shared/rules/days-to-come';
import { type Measures, storedMeasures } from '../../../shared/rules/measures';
import { wallClockOf } from '../../../shared/rules/time';
import { useSession } from './clinic-context';

/** The time, renewed every so many milliseconds and when the window comes back to the front. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const tick = () => setNow(new Date());
    const timer = setInterval(tick, everyMs);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return now;
}

/** The clinic's time zone; this computer's before set-up. */
export function useTimeZone(): string {
  return useSession().clinic?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The latest day and moment that it is at one of the clinics, told anew each time it is asked for. */
export function useLatest(): () => Latest {
  const { clinic } = useSession();
  const timeZone = useTimeZone();
  return useCallback(
    () => latestOf(new Date(), clinic?.timeZones ?? [timeZone]),
    [clinic?.timeZones, timeZone],
  );
}

/** The units in which the clinic sees and types measures. */
export function useMeasures(): Measures {
  return useSession().clinic?.measures ?? storedMeasures;
}

/** Today in the clinic's time zone, `YYYY-MM-DD`; moves on at midnight. */
export function useToday(): string {
  const timeZone = useTimeZone();
  const todayThere = () => wallClockOf(new Date(), timeZone).date;
  const [today, setToday] = useState(todayThere);
  useEffect(() => {
    const tick = () => setToday(wallClockOf(new Date(), timeZone).date);
    tick();
    const timer = setInterval(tick, 10_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [timeZone]);
  return today;
}
