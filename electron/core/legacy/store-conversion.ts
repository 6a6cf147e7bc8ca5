import { entities } from '../../../shared/entities';
import type { LegacyDatabase, AdoptionOutcome } from '../ports/legacy-database';
import { DuplicateKey } from '../ports/records';
import type { Conversion, Finding } from './conversion';
import { releaseTime } from './convert-document';
import { type ConvertedUser, giveWay } from './convert-user';
import { plainOf } from './raw-value';
import type { World } from './world';

export type Converted = { readonly conversion: Conversion; readonly patient?: ConvertedUser['patient'] };

/** Others may take a name or a time again and again while a document is adopted; not this often. */
const attempts = 20;

/** Stores one converted document; what is to be reviewed is noted first, so that it cannot be lost in between. */
export async function storeConversion(
  { conversion, patient }: Converted,
  database: LegacyDatabase,
  world: World,
): Promise<{ outcome: AdoptionOutcome; madePatient: boolean }> {
  const { entity, id, before, values, legacy } = conversion;
  const stamp = createdAt(conversion);
  let madePatient = false;
  for (let attempt = 1; ; attempt += 1) {
    await database.putReview(reviewItems(conversion, patient));
    if (patient && attempt === 1)
      madePatient = await makePatient(patient, stamp ?? world.now, database, world);
    try {
      const document = { entity, before, id, values, legacy, createdAt: stamp };
      const outcome = await database.adopt(document, world.now);
      if (outcome === 'unreadable') await database.putReview([leftAlone(conversion)]);
      return { outcome, madePatient };
    } catch (error) {
      // Somebody took the name or the time after the world was read.
      if (!(error instanceof DuplicateKey) || attempt === attempts) throw error;
      if (entity.name === 'users') giveWay(conversion, world, error.index);
      else if (entity.name === 'appointments') releaseTime(conversion);
      else throw error;
    }
  }
}

/** False when the patient is there already. */
async function makePatient(
  { id, values }: ConvertedUser['patient'],
  createdAt: Date,
  database: LegacyDatabase,
  world: World,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.makeOnce(entities.patients, id, values, { createdAt, at: world.now });
    } catch (error) {
      if (!(error instanceof DuplicateKey) || attempt === attempts) throw error;
      // Somebody was registered under this number by hand after the world was read.
      values.recordNumber = world.recordNumbers.another(id);
    }
  }
}

const itemOf = ({ entity, id }: Pick<Conversion, 'entity' | 'id'>, finding: Finding) => ({
  id: [entity.name, id, finding.kind, finding.field ?? ''].join(':'),
  entity: entity.name,
  record: id,
  ...finding,
});

function reviewItems(conversion: Conversion, patient: Converted['patient']) {
  const items = conversion.findings.map((finding) => itemOf(conversion, finding));
  if (!patient) return items;
  const person = { entity: entities.patients, id: patient.id };
  return [...items, ...patient.findings.map((finding) => itemOf(person, finding))];
}

const leftAlone = (conversion: Conversion) =>
  itemOf(conversion, {
    kind: 'other',
    message:
      'This holds a value that cannot be carried over unharmed, so it was left as it is and is not shown. Mend it with the older system and adopt again.',
  });

/** When it was made, as the older system says. */
function createdAt({ values, source }: Conversion): Date | undefined {
  if (values.userCreated instanceof Date) return values.userCreated;
  const stamp = plainOf(source.createdAt);
  return stamp.is === 'date' && stamp.value.getUTCFullYear() > 1970 ? stamp.value : undefined;
}
