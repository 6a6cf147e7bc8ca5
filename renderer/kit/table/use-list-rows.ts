import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListInput } from '../../../shared/contract';
import type { EntityName } from '../../../shared/entities';
import type { SystemFields } from '../../../shared/schema';
import { callsOf, queryKeys, useAnswer, useClient, useOnline } from '../data';
import { nextShown, type ReadPage, type Shown, type ShownList, straysOf } from './held-order';
import { useWantedPages } from './use-wanted-pages';

/** A record of whatever entity, as tables read it. */
export type ListedRecord = SystemFields & Readonly<Record<string, unknown>>;

/** Rows read at once. */
export const rowsPerPage = 100;
/** Taller tables than this many rows are higher than browsers can scroll (17 million pixels). */
export const mostRows = 450_000;
/** How long pointer and keys must rest before rows may change places. */
const restMs = 2_000;
const ownChangeMs = 1_500;

export type ListRows = {
  /** undefined until the first answer. */
  total: number | undefined;
  /** The row at a place, undefined while it is not read yet. */
  rowAt: (index: number) => Shown<ListedRecord> | undefined;
  names: Readonly<Record<string, string>>;
  error: Error | null;
  /** What is shown answers an earlier question (other filters); the new answer is on its way. */
  isPrevious: boolean;
  /** Names the question that the rows answer. */
  key: string;
  /** When the rows were read last. */
  readAt: Date | undefined;
  isStale: boolean;
  refetch: () => void;
  /** Pointer or keys moved over the list. */
  noteMovement: () => void;
  /** The person changed something themselves: rows may move at once. */
  expectOwnChange: () => void;
};

/** The rows of a list around the visible ones (`first` to `last`), read page by page as they are wanted. */
export function useListRows(
  entity: EntityName,
  input: ListInput,
  visible: { readonly first: number; readonly last: number },
): ListRows {
  const client = useClient();
  const { isLive } = useOnline();
  const key = JSON.stringify(input);
  const [shown, setShown] = useState<ShownList<ListedRecord> | null>(null);
  const cache = useQueryClient();
  const startsAt = useRef(visible.first);
  const start = shown === null ? startsAt.current : 0;
  const movement = useRef({ movedAt: Number.NEGATIVE_INFINITY, freeUntil: 0 });
  const [, lookAgain] = useState(0);

  const read = (page: { offset: number; limit: number }, question: ListInput) => ({
    queryKey: queryKeys.list(entity, { ...question, page }),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      callsOf(client, entity).list({ ...question, page }, { signal }),
  });
  const pageOf = (number: number) => read({ offset: number * rowsPerPage, limit: rowsPerPage }, input);
  const numbers = useWantedPages({
    key,
    visible: shown?.key === key ? visible : { first: start, last: start },
    total: shown?.key === key ? shown.total : undefined,
    rowsPerPage,
    isRead: (number) => cache.getQueryData(pageOf(number).queryKey) !== undefined,
  });
  const answers = useQueries({
    queries: numbers.map((number) => ({
      ...pageOf(number),
      gcTime: 60_000,
    })),
  });

  const strayIds = useMemo(() => straysOf(shown), [shown]).slice(0, rowsPerPage);
  const strayInput: ListInput = {
    filter: { id: { is: strayIds } },
    page: { offset: 0, limit: rowsPerPage },
    ...(input.removed ? { removed: true } : {}),
  };
  const strays = useAnswer({
    key: queryKeys.list(entity, strayInput),
    read: (signal) => callsOf(client, entity).list(strayInput, { signal }),
    isWanted: strayIds.length > 0,
  });

  const pages = new Map<number, ReadPage<ListedRecord>>();
  for (const [index, number] of numbers.entries()) {
    const answer = answers[index];
    // RecordOf of any entity has the system fields; its own are read by name.
    if (answer?.data) {
      const rows = answer.data.rows as unknown as ListedRecord[];
      pages.set(number, { rows, total: Math.min(answer.data.total, mostRows), readAt: answer.dataUpdatedAt });
    }
  }
  const strayRows = (strayIds.length > 0 ? (strays.data?.rows ?? []) : []) as unknown as ListedRecord[];
  const areStraysRead = strayIds.length > 0 && strays.data !== undefined && !strays.isRefreshing;
  const found = new Set(strayRows.map((record) => record.id));
  const now = Date.now();
  const { movedAt, freeUntil } = movement.current;
  const next = nextShown(shown, {
    key,
    pages,
    strays: strayRows,
    gone: new Set(areStraysRead ? strayIds.filter((id) => !found.has(id)) : []),
    mayReorder: now - movedAt >= restMs || now < freeUntil,
  });
  // Kept from this rendering for the next, as React asks for: the same object unless something is new.
  if (next !== shown) setShown(next);

  const isHeld = next ? [...next.pages.values()].some((page) => page.isHeld) : false;
  useEffect(() => {
    if (!isHeld) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const rest = movement.current.movedAt + restMs - Date.now();
      if (rest > 0) timer = setTimeout(look, rest);
      else lookAgain((count) => count + 1);
    };
    look();
    return () => clearTimeout(timer);
  }, [isHeld]);

  const names = useUnchanged(
    Object.assign({}, ...answers.map((answer) => answer.data?.names), strays.data?.names),
  );
  const readAt = Math.max(0, ...answers.map((answer) => answer.dataUpdatedAt));
  const error = answers.find((answer) => answer.error)?.error ?? null;
  const refetch = () => {
    for (const answer of answers) void answer.refetch();
  };
  const noteMovement = useCallback(() => {
    movement.current.movedAt = Date.now();
  }, []);
  const expectOwnChange = useCallback(() => {
    movement.current.freeUntil = Date.now() + ownChangeMs;
    lookAgain((count) => count + 1);
  }, [lookAgain]);
  return {
    total: next?.total,
    rowAt: (index) => next?.pages.get(Math.floor(index / rowsPerPage))?.rows[index % rowsPerPage],
    names,
    error,
    isPrevious: next !== null && next.key !== key,
    key: next?.key ?? key,
    readAt: readAt > 0 ? new Date(readAt) : undefined,
    isStale: next !== null && (!isLive || error !== null),
    refetch,
    noteMovement,
    expectOwnChange,
  };
}

/** The same object while it holds the same words: rows are drawn again only for names that changed. */
function useUnchanged(next: Record<string, string>): Record<string, string> {
  const [kept, setKept] = useState(next);
  const ids = Object.keys(next);
  const isSame = ids.length === Object.keys(kept).length && ids.every((id) => kept[id] === next[id]);
  if (!isSame) setKept(next);
  return isSame ? kept : next;
}
