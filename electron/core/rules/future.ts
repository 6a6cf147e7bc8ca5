import type { EntityName } from '../../../shared/entities';
import { daysToCome, latestOf } from '../../../shared/rules/days-to-come';
import type { Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { invalidAt } from '../refusal';

/** INVALID at each date and time of what has happened that is written now and has come at none of the clinics. */
export async function refuseDaysToCome(
  entity: EntityName,
  { sent, after, now }: Step,
  homeClinic: HomeClinicReader,
): Promise<void> {
  const latest = latestOf(now, await homeClinic.timeZones());
  // A time is of the day that stands beside it, also where only one of the two is written.
  const found = daysToCome(entity, after, { given: Object.keys(sent), latest });
  if (found.length > 0) throw invalidAt(found.map(({ path, message }) => ({ path: [...path], message })));
}
