import { type Attachment, entities } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { invalid } from '../refusal';

/** A document belongs to a visit of its own patient, and has the day on which it came where it bears no other. */
export const attachmentRule = (homeClinic: HomeClinicReader): EntityRule => ({
  async prepare(step) {
    await requireOwnVisit(step);
    const { documentDate } = step.after as Partial<Attachment>;
    if (step.action !== 'create' || documentDate) return {};
    return { documentDate: wallClockOf(step.now, await homeClinic.timeZone()).date };
  },
});

async function requireOwnVisit({ after, sent, unit }: Step): Promise<void> {
  const { visit, patient } = after as Partial<Attachment>;
  if (!visit || !('visit' in sent)) return;
  const { healthlogs } = entities;
  const [found] = await unit.getMany(healthlogs, [visit], ['patient']);
  if (found?.patient !== patient) throw invalid(['visit'], 'Choose a visit of the same patient.');
}
