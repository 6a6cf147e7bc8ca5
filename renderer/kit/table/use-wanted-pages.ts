import { useEffect, useState } from 'react';

/** Rows read ahead of what is visible, on both sides. */
const ahead = 30;
/** A drag of the scroll bar passes many pages; only where it rests for so long is read. */
const restMs = 80;

/** Numbers of the pages that hold these rows and those just around them. */
export function pagesAround(
  visible: { readonly first: number; readonly last: number },
  rowsPerPage: number,
  total: number | undefined,
): number[] {
  const lastRow = Math.max(0, (total ?? Number.POSITIVE_INFINITY) - 1);
  const from = Math.floor(Math.min(Math.max(0, visible.first - ahead), lastRow) / rowsPerPage);
  const to = Math.floor(Math.min(visible.last + ahead, lastRow) / rowsPerPage);
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, index) => from + index);
}

type Wish = {
  /** Names the question; another one is answered from its own pages at once. */
  readonly key: string;
  readonly visible: { readonly first: number; readonly last: number };
  readonly total: number | undefined;
  readonly rowsPerPage: number;
  /** True for pages that are there already. */
  readonly isRead: (number: number) => boolean;
};

/** Pages to read now. Scrolling on is followed at once, a jump when it comes to rest: reads left behind are broken off. */
export function useWantedPages({ key, visible, total, rowsPerPage, isRead }: Wish): readonly number[] {
  const wanted = pagesAround(visible, rowsPerPage, total);
  const [settled, setSettled] = useState<{ key: string; pages: readonly number[] }>({ key, pages: wanted });
  const wish = wanted.join(',');
  const isJump =
    settled.key === key && !wanted.some((number) => settled.pages.includes(number)) && !wanted.every(isRead);
  useEffect(() => {
    const settle = () => setSettled({ key, pages: wish.split(',').map(Number) });
    const timer = setTimeout(settle, isJump ? restMs : 0);
    return () => clearTimeout(timer);
  }, [key, wish, isJump]);
  return isJump ? settled.pages : wanted;
}
