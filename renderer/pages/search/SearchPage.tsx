import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { entities } from '../../../shared/entities';
import { hasDuty, may } from '../../../shared/rules/permissions';
import { Forbidden, Page } from '../../kit/base';
import { usePerson, useSettled } from '../../kit/data';
import {
  FoundFilters,
  readSearchAddress,
  type SearchQuery,
  searchAddress,
  useHitKeys,
} from '../../kit/found';
import { SearchField } from '../../kit/inputs';
import { SearchResults } from './SearchResults';
import { useFound } from './use-found';

/** What is looked for, kept in the address: Back undoes a filter, and a search can be linked. */
function useSearchQuery() {
  const [address, setAddress] = useSearchParams();
  const query = readSearchAddress(address);
  const change = (next: Partial<SearchQuery>, how: 'push' | 'replace' = 'push') => {
    const changed = { ...query, page: undefined, ...next };
    setAddress(searchAddress(changed), { replace: how === 'replace' });
  };
  return { query, change };
}

/** Words in every record that the person may read: visits, prescriptions, symptoms, and whatever else there is. */
export function SearchPage() {
  const person = usePerson();
  const { query, change } = useSearchQuery();
  const { text, kind } = query;
  const { all, shown } = useFound(query, change);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useTypedWords(query, change);
  const isAnswered = asked(typed) === asked(text) && shown.data !== undefined && !shown.isPrevious;
  const keys = useHitKeys(field, isAnswered);
  if (!hasDuty(person, 'findRecords')) return <Forbidden />;
  return (
    <Page
      title="Search"
      toolbar={
        <div role="search" aria-label="Search everything">
          <SearchField
            ref={field}
            label="Words in any record"
            placeholder="Words in any record"
            autoFocus
            value={typed}
            onChange={setTyped}
            onKeyDown={keys.onFieldKey}
          />
          <FoundFilters
            query={query}
            onChange={change}
            groups={text.trim() ? (all.data?.groups ?? []) : []}
            hasDoctors={may(person, 'read', entities.doctors)}
          />
        </div>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it only moves the focus among links */}
      <div ref={keys.results} onKeyDown={keys.onKeyDown}>
        <SearchResults key={kind ?? 'all'} query={query} onChange={change} found={shown} />
      </div>
    </Page>
  );
}

/** What is looked for of what is typed. */
const asked = (typed: string) => typed.trim().slice(0, 200);

/** What is typed counts when typing pauses, and is one step for Back; the field follows the address, not its own echo. */
function useTypedWords(query: SearchQuery, change: ReturnType<typeof useSearchQuery>['change']) {
  const [typed, setTyped] = useState(query.text);
  const settled = useSettled(typed, 200);
  const sent = useRef(query.text);
  const latest = useRef({ query, change });
  useEffect(() => {
    latest.current = { query, change };
  });
  useEffect(() => {
    const text = asked(settled);
    if (text === sent.current.trim()) return;
    sent.current = text;
    latest.current.change({ text }, latest.current.query.text === '' ? 'push' : 'replace');
  }, [settled]);
  useEffect(() => {
    if (query.text === sent.current) return;
    sent.current = query.text;
    setTyped(query.text);
  }, [query.text]);
  return [typed, setTyped] as const;
}
