import type { ClinicClient, ListInput } from '../../../shared/contract';
import type { ChangesNamed, DraftNamed, EntityName, RecordNamed } from '../../../shared/entities';

type Options = { signal?: AbortSignal };

/** One page of records of an entity; `names` holds the texts of what they refer to, by id. */
export type PageNamed<N extends EntityName> = {
  rows: RecordNamed<N>[];
  total: number;
  names: Record<string, string>;
};
/** One record with the names of what it refers to. */
export type OneNamed<N extends EntityName> = { record: RecordNamed<N>; names: Record<string, string> };

/** The calls that every entity answers, for code that works on any of them. */
export type EntityCalls<N extends EntityName> = {
  list(input: ListInput, options?: Options): Promise<PageNamed<N>>;
  get(input: { id: string }, options?: Options): Promise<OneNamed<N>>;
  create(draft: DraftNamed<N> & { id?: string }): Promise<OneNamed<N>>;
  update(input: {
    id: string;
    revision: number;
    changes: ChangesNamed<N>;
  }): Promise<OneNamed<N> & { merged: string[] }>;
  remove(input: { id: string; revision: number }): Promise<OneNamed<N>>;
  restore(input: { id: string }): Promise<OneNamed<N>>;
};

/** The calls of one entity. Entities that people only read have no calls that write: permission hides those. */
export function callsOf<N extends EntityName>(client: ClinicClient, entity: N): EntityCalls<N> {
  // The contract derives exactly these calls from the table of entities; TypeScript does not follow a generic key.
  return client[entity] as unknown as EntityCalls<N>;
}
