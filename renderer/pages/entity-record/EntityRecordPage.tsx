import type { EntityName } from '../../../shared/entities';
import { ExistingRecord } from './ExistingRecord';
import { NewRecord } from './NewRecord';

/** One record of any entity; `id` may be `new`. */
export function EntityRecordPage({ entity, id }: { entity: EntityName; id: string }) {
  if (id === 'new') return <NewRecord key={entity} entity={entity} />;
  return <ExistingRecord key={`${entity} ${id}`} entity={entity} id={id} />;
}
