import { useMemo } from 'react';
import { mostAsked } from '../../../shared/contract/codes';
import { isSameName } from '../../../shared/rules/code-names';
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

/**
 * What is to be told of the codes of a record before it is signed, as sentences without their point: those that the
 * editions here do not have, and those that they name otherwise. Asked and answered as `useMissingCodes`.
 */
export function useCodeWarnings(codings: readonly Coding[]): string[] {
  const client = useClient();
  const person = usePerson();
  const codes = useMemo(
    () => codings.slice(0, mostAsked).map(({ system, code, display }) => ({ system, code, display })),
    [codings],
  );
  const { data } = useAnswer({
    key: queryKeys.missingCodes(codes),
    read: (signal) => client.codes.missing({ codes }, { signal }),
    isWanted: codes.length > 0 && hasDuty(person, 'lookUpCodes'),
  });
  if (!data) return [];
  const isOf = (one: Pick<Coding, 'system' | 'code'>) => (other: Pick<Coding, 'system' | 'code'>) =>
    one.system === other.system && one.code === other.code;
  const missing = codesNotIn(codings, (coding) => data.missing.find(isOf(coding))?.edition);
  const named = codings.flatMap((coding) => {
    const other = data.otherwise.find(isOf(coding));
    if (!other || isSameName(coding.display, other.display)) return [];
    return [`${coding.code} is “${other.display}” in ${other.edition}, and here “${coding.display}”`];
  });
  return [...new Set([...missing, ...named])];
}

const none: readonly never[] = [];
const hasAll: EditionWithout = () => undefined;
