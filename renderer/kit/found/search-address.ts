import { type SearchedKindName, searchedKinds } from '../../../shared/rules/searched-kinds';
import { isCalendarDate } from '../../../shared/schema';

/** What the search page is asked for. */
export type SearchQuery = {
  text: string;
  kind?: SearchedKindName;
  from?: string;
  to?: string;
  doctor?: string;
  /** From 1, of one kind. */
  page?: number;
};

/** The query as the end of an address, so that Back works and a search can be linked. */
export function searchAddress({ text, kind, from, to, doctor, page }: SearchQuery): string {
  const given = { q: text.trim(), kind, from, to, doctor, page: page && page > 1 ? String(page) : undefined };
  const parts = Object.entries(given).filter((part): part is [string, string] => Boolean(part[1]));
  return new URLSearchParams(parts).toString();
}

/** Reads an address. What somebody else's address has wrong is left out. */
export function readSearchAddress(address: URLSearchParams): SearchQuery {
  const valid = (name: string, isValid: (value: string) => boolean) => {
    const value = address.get(name);
    return value !== null && isValid(value) ? value : undefined;
  };
  const page = Number(valid('page', (value) => /^\d{1,3}$/.test(value)) ?? 1);
  return {
    text: (address.get('q') ?? '').slice(0, 200),
    kind: searchedKinds.find(({ entity }) => entity === address.get('kind'))?.entity,
    from: valid('from', isCalendarDate),
    to: valid('to', isCalendarDate),
    doctor: valid('doctor', (value) => /^[0-9a-f]{24}$/.test(value)),
    page: page > 1 ? page : undefined,
  };
}
