import type { DraftNamed, Visit } from '../../../../shared/entities';
import { entities } from '../../../../shared/entities';

const word = 'Amendment: ';
const { maxLength = 300 } = entities.healthlogs.fields.visitPurpose;

/** What an amendment of a signed visit starts with. One of an amendment is of the visit that this one amends. */
export function amendmentOf(
  visit: Visit,
  at: { readonly date: string; readonly doctor?: string },
): Partial<DraftNamed<'healthlogs'>> {
  const { visitPurpose = '' } = visit;
  const purpose = visitPurpose.startsWith(word) ? visitPurpose : `${word}${visitPurpose}`;
  return {
    amends: visit.amends ?? visit.id,
    patient: visit.patient ?? '',
    date: at.date,
    doctor: at.doctor,
    visitPurpose: purpose.trim().slice(0, maxLength),
  };
}
