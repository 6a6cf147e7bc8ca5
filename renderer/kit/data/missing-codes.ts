import { useMemo } from 'react';
import { mostAsked } from '../../../shared/contract/codes';
import { hasDuty } from '../../../shared/rules/permissions';
import type { Coding } from '../../../shared/schema';
import { useClient, usePerson } from './clinic-context';
import { queryKeys } from './query-keys';
import { useAnswer } from './reads';

/** The edition that does not have a code; undefined of one that it has, and while that is not known. */
export type EditionWithout = (coding: Pick<Coding, 'system' | 'code'>) => string | undefined;

/**
 * Which codes of a record the editions here do not have, asked in one call once they are on screen; nothing for those who
 * look no codes up. `codings` is to be the same array for as long as it holds the same.
 */
export function useMissingCodes(codings: readonly Pick<Coding, 'system' | 'code'>[]): EditionWithout {
  const client = useClient();
  const person = usePerson();
  const codes = useMemo(() => {
    const different = new Map(codings.map(({ system, code }) => [`${system} ${code}`, { system, code }]));
    return [...different.values()].slice(0, mostAsked);
  }, [codings]);
  const { data } = useAnswer({
    key: queryKeys.missingCodes(codes),
    read: (signal) => client.codes.missing({ codes }, { signal }),
    isWanted: codes.length > 0 && hasDuty(person, 'lookUpCodes'),
    keepsPrevious: true,
  });
  const missing = data?.missing ?? none;
  return useMemo(() => {
    // Nothing is drawn anew for the news that all is as it seemed.
    if (missing.length === 0) return hasAll;
    const editions = new Map(missing.map((each) => [`${each.system} ${each.code}`, each.edition]));
    return ({ system, code }) => editions.get(`${system} ${code}`);
  }, [missing]);
}

/** "Q99.ZZ is not in ICD-10-CM 2026", each code once. */
export function codesNotIn(
  codings: readonly Pick<Coding, 'system' | 'code'>[],
  editionWithout: EditionWithout,
): string[] {
  const missing = codings.flatMap((coding) => {
    const edition = editionWithout(coding);
    return edition ? [`${coding.code} is not in ${edition}`] : [];
  });
  return [...new Set(missing)];
}

const none: readonly never[] = [];
const hasAll: EditionWithout = () => undefined;
