import type { FoundCode } from '../../../shared/contract';
import { codeKey } from '../../../shared/rules/code-names';
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

export type TypedCode = {
  /** The code of the system that is meant, in its own spelling; undefined while that is not known. */
  found?: FoundCode;
  /** The edition that was asked: "ICD-10-CM 2026, April". */
  edition?: string;
  /** The edition does not have the code. */
  isMissing: boolean;
};

/**
 * What the system knows of a code that is typed, however it is written. That it is missing is not told of systems of which
 * only a part is here; while it `isTyping`, what begins a code may become one, and only what begins none is told. Of codes
 * of records `useMissingCodes` says it.
 */
export function useTypedCode(
  system: CodeSystem | undefined,
  code: string,
  { isWanted, isTyping }: { isWanted: boolean; isTyping: boolean },
): TypedCode {
  const isAsked = isWanted && code.trim() !== '' && system !== undefined;
  const search = useCodeSearch(system?.uri ?? '', isAsked ? code : '', isAsked);
  if (!isAsked) return { isMissing: false };
  const { codes, edition } = search;
  const typed = codeKey(code);
  const found = codes.find((each) => each.system === system.uri && codeKey(each.code) === typed);
  // What was found before for another spelling of it still holds; that it is missing is only known from its own answer.
  if (found || !search.isCurrent) return { found, edition, isMissing: false };
  const isBegun = isTyping && codes.some((each) => codeKey(each.code).startsWith(typed));
  const isAllHere = system.uri !== codeSystems.loinc.uri;
  return { edition, isMissing: isAllHere && !isBegun };
}
