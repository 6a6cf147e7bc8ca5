import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { EntityDefinition } from '../../../shared/schema';
import { type ListQuery, type QueryChange, readListQuery, writeListQuery } from './list-query';

/** What is asked of a list, kept in the address: Back undoes a filter, and a list can be linked. */
export function useListQuery(definition: EntityDefinition): [ListQuery, QueryChange] {
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const query = useMemo(() => readListQuery(definition, new URLSearchParams(text)), [definition, text]);
  const change = useCallback<QueryChange>(
    (next, how) => setAddress(writeListQuery(next), { replace: how === 'replace' }),
    [setAddress],
  );
  return [query, change];
}
