import type { FoundCode } from '../../../shared/contract';
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
