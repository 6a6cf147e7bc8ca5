import type { EntityName } from '../../../shared/entities';
import { daysToCome, latestDay } from '../../../shared/rules/days-to-come';
import type { Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { invalidAt } from '../refusal';

/** INVALID at each date of what has happened that is written now and has begun at none of the clinics. */
export async function refuseDaysToCome(
  entity: EntityName,
  { sent, now }: Step,
  homeClinic: HomeClinicReader,
): Promise<void> {
  const latest = latestDay(now, await homeClinic.timeZones());
  const found = daysToCome(entity, sent, { given: 'all', latest });
  if (found.length > 0) throw invalidAt(found.map(({ path, message }) => ({ path: [...path], message })));
}
