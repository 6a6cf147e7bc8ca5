import { isBefore } from '../../../shared/rules/agreements';
import { wallClockOf } from '../../../shared/rules/time';
import type { Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { invalid } from '../refusal';

/** INVALID at the first of these dates that is written now and lies after `latest`; what a record had before stays. */
export function refuseAfter(latest: string, { sent }: Step, ...names: string[]): void {
  for (const name of names) {
    const date = sent[name];
    if (typeof date === 'string' && isBefore(latest, date)) throw invalid([name], 'This is in the future.');
  }
}

/** The day that it is at the clinic, `YYYY-MM-DD`. */
export async function todayAt(homeClinic: HomeClinicReader, { now }: Step): Promise<string> {
  return wallClockOf(now, await homeClinic.timeZone()).date;
}
