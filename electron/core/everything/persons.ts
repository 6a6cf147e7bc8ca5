import type { FoundRecord } from '../../../shared/contract';
import type { EntityDefinition } from '../../../shared/schema';
import { isReached, isReadable } from '../entity-records-fields';
import type { Records } from '../ports/records';
import type { SignedInPerson } from '../session';

const telling = ['dateOfBirth', 'sex', 'recordNumber'] as const;
type Told = NonNullable<FoundRecord['person']>;

/** What tells patients of one name apart, by their ids, as far as the person reaches them and may read it. */
export async function personsOf(
  patients: EntityDefinition | undefined,
  ids: readonly string[],
  { records, person }: { records: Pick<Records, 'getMany'>; person: SignedInPerson },
): Promise<ReadonlyMap<string, Told>> {
  if (!patients || ids.length === 0) return new Map();
  const fields = telling.filter((name) => isReadable(patients, name, person));
  const read = await records.getMany(patients, ids, fields);
  return new Map(
    read
      .filter((record) => isReached(patients, record, person, 'read'))
      .map((record) => [record.id, toldOf(record, fields)]),
  );
}

const toldOf = (record: Readonly<Record<string, unknown>>, fields: readonly (keyof Told)[]): Told =>
  Object.fromEntries(
    fields.flatMap((name) => (typeof record[name] === 'string' ? [[name, record[name]]] : [])),
  );
