import { useQueries } from '@tanstack/react-query';
import type { ListInput } from '../../../shared/contract';
import { type EntityName, entities, type EntityTable } from '../../../shared/entities';
import { callsOf, queryKeys, useClient } from '../data';
import { recordTitle } from './record-title';

const table: EntityTable = entities;
const mostNames = 200;

const isEntityName = (name: string): name is EntityName => name in table;

/** Names of records by id, for filters that come by a link and not from the list itself; at most 200 of each entity. */
export function useNamesOf(idsByEntity: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const client = useClient();
  const wanted = Object.entries(idsByEntity).flatMap(([entity, ids]) =>
    isEntityName(entity) && ids.length > 0 ? [{ entity, ids: ids.slice(0, mostNames) }] : [],
  );
  const answers = useQueries({
    queries: wanted.map(({ entity, ids }) => {
      const input: ListInput = { filter: { id: { is: ids } }, page: { offset: 0, limit: mostNames } };
      return {
        queryKey: queryKeys.list(entity, input),
        queryFn: ({ signal }: { signal: AbortSignal }) => callsOf(client, entity).list(input, { signal }),
      };
    }),
  });
  return Object.fromEntries(
    answers.flatMap((answer, index) => {
      const entity = wanted[index]?.entity;
      return entity ? (answer.data?.rows ?? []).map((row) => [row.id, recordTitle(entity, row)]) : [];
    }),
  );
}
