import type { FoundCode } from '../../../shared/contract';
import { type CodeSystem, codeSystems } from '../../../shared/schema';
import { useClient } from './clinic-context';
import { queryKeys } from './query-keys';
import { useAnswer } from './reads';
import { useSettled } from './reference-search';

export type CodeSearch = {
  codes: readonly FoundCode[];
  /** All that match; `codes` are the first of them. */
  total: number;
  /** There are more than `total`. */
  isMore?: boolean;
  edition?: string;
  notice?: string;
  /** `codes` answer what is typed now, and not what was typed before. */
  isCurrent: boolean;
  error: Error | null;
};

const nothing = { codes: [], total: 0, isMore: undefined, edition: undefined, notice: undefined };

/** Codes of one system by words or the beginning of a code. Asked with no text, the core gets its codes ready. */
export function useCodeSearch(system: string, text: string, isWanted: boolean): CodeSearch {
  const client = useClient();
  const typed = text.trim().slice(0, 200);
  const settled = useSettled(typed, 120);
  const answer = useAnswer({
    key: queryKeys.codes(system, settled),
    read: async (signal) => ({
      ...(await client.codes.lookup({ system, text: settled }, { signal })),
      text: settled,
    }),
    isWanted,
    keepsPrevious: true,
  });
  const { error, data } = answer;
  const isCurrent = data?.text === typed && error === null;
  // What comes first in a system of a hundred thousand codes is of no use to anybody.
  const { codes, total, isMore, edition, notice } = data && data.text !== '' ? data : nothing;
  return { codes, total, isMore, edition, notice, isCurrent, error };
}

/** A code as it is compared: "E11.9" and "e119" are the same. */
const keyOf = (code: string) => code.trim().toLowerCase().replaceAll(/[.-]/g, '');

/**
 * The edition that does not have a code that is typed: "ICD-10-CM 2026, April". undefined for a code that is in it, while
 * that is not known, and for systems of which only a part is here. While it `isTyping`, what begins a code may become one,
 * and only what begins none is told. Of codes of records `useMissingCodes` says it.
 */
export function useEditionWithoutTyped(
  system: CodeSystem | undefined,
  code: string,
  { isWanted, isTyping }: { isWanted: boolean; isTyping: boolean },
): string | undefined {
  const isAsked =
    isWanted && code.trim() !== '' && system !== undefined && system.uri !== codeSystems.loinc.uri;
  const search = useCodeSearch(system?.uri ?? '', isAsked ? code : '', isAsked);
  if (!isAsked || !search.isCurrent) return undefined;
  const typed = keyOf(code);
  const isOrBecomesOne = search.codes.some((each) =>
    isTyping ? keyOf(each.code).startsWith(typed) : keyOf(each.code) === typed,
  );
  return isOrBecomesOne ? undefined : search.edition;
}
