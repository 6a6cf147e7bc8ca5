import type { BroughtIn } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { knownTimeZone } from './home-clinic';
import type { Author, Records, StoredRecord, UnitOfWork } from './ports/records';
import { invalid, Refusal } from './refusal';

const { clinics, doctors, patients, appointments, healthlogs, prescriptions, symptomjournals } = entities;
const kinds = [clinics, doctors, patients, appointments, healthlogs, prescriptions, symptomjournals];
/** More clinics than a person looks through to find their own. */
const mostClinics = 200;

/**
 * What is there before anybody can sign in: how much of each kind, and what the clinics are called and where they are.
 * Nothing of patients. For the first-run set-up alone; undefined when nothing came in.
 */
export async function readBroughtIn(
  records: Pick<Records, 'find' | 'count'>,
): Promise<BroughtIn | undefined> {
  const counts = await Promise.all(
    kinds.map(async (entity) => ({ entity: entity.name, count: await records.count(entity, {}) })),
  );
  const some = counts.filter(({ count }) => count > 0);
  if (some.length === 0) return undefined;
  const fields = ['clinicname', 'address', 'city'];
  const sort = clinics.defaultSort;
  const found = await records.find(clinics, { sort, limit: mostClinics, fields });
  return {
    counts: some,
    clinics: found.map((clinic) => {
      const place = [clinic.address, clinic.city].filter(Boolean).join(', ');
      return { id: clinic.id, name: clinics.title(clinic), ...(place ? { place } : {}) };
    }),
  };
}

/** Makes a clinic that came in the one whose desk this is. */
export async function takeAsHome(
  unit: UnitOfWork,
  id: string | undefined,
  author: Author,
): Promise<StoredRecord> {
  const found = id === undefined ? null : await unit.get(clinics, id);
  if (!found || found.deletedAt)
    throw invalid(['existingClinic'], 'This clinic is not there any more. Choose again.');
  const at = { id: found.id, revision: found.revision };
  const values = { timeZone: knownTimeZone(found.timeZone), homeSince: author.at };
  const stored = await unit.set(clinics, at, values, author);
  if (!stored) throw new Refusal('UNAVAILABLE', undefined, 'This clinic was changed just now. Try again.');
  return stored;
}
