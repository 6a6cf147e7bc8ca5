import type { ClinicClient } from '../../../../shared/contract';
import { addDays } from '../../../../shared/rules/time';
import { useAnswer, useClient } from '../../data';
import type { WallClock } from '../status';
import { type BookingDraft, offeredTimes } from './draft';

export type FreeTimesAnswer = {
  /** Times to offer; undefined until they are known. */
  times: string[] | undefined;
  isLoading: boolean;
  failure: Error | null;
  refetch: () => void;
};

/** The free times of the doctor, day and length of a draft; follows changes made elsewhere. */
export function useFreeTimes({ doctor, date, minutes }: BookingDraft, now: WallClock): FreeTimesAnswer {
  const client = useClient();
  const isWanted = doctor !== undefined && date !== undefined && minutes !== undefined;
  const answer = useAnswer({
    key: ['freeSlots', doctor, date, minutes],
    read: (signal) => {
      if (!isWanted)
        return Promise.reject(new Error('Free times were asked for without doctor, day and length'));
      return client.schedule.freeSlots({ doctor, date, minutes }, { signal });
    },
    isWanted,
  });
  const from = date === now.date ? now.time : undefined;
  return {
    times: answer.data && offeredTimes(answer.data.times, minutes ?? 0, from),
    isLoading: answer.isLoading,
    failure: answer.data ? null : answer.error,
    refetch: answer.refetch,
  };
}

const daysAhead = 60;

/** The first day after `draft.date` with a free time for its doctor; undefined when the next 60 days have none. */
export async function nextFreeDay(
  client: ClinicClient,
  { doctor, date, minutes }: BookingDraft,
): Promise<{ date: string; time: string } | undefined> {
  if (!doctor || !date || minutes === undefined) return undefined;
  for (let ahead = 1; ahead <= daysAhead; ahead += 1) {
    const day = addDays(date, ahead);
    const { times } = await client.schedule.freeSlots({ doctor, date: day, minutes });
    if (times[0]) return { date: day, time: times[0] };
  }
  return undefined;
}
