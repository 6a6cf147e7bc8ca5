import { useEffect, useMemo, useRef, useState } from 'react';
import type { PdfDocument } from './open-pdf';
import { type Hit, hitsOn, type PageText, pageTextOf, soughtOf } from './pdf-search';

export type PdfSearch = {
  typed: string;
  setTyped: (text: string) => void;
  hits: readonly Hit[];
  /** Which of the hits one is at, from 0. */
  current: number;
  /** Pages that were read so far, while it still reads; undefined: all were. */
  readPages: number | undefined;
  /** Not all of the document was looked through yet, or none of it. */
  isLooking: boolean;
  /** The whole document has no text at all: a scan. */
  isWithoutText: boolean;
  step: (by: 1 | -1) => void;
};

const settleMs = 150;

async function textOf(pdf: PdfDocument, page: number): Promise<PageText> {
  const content = await (await pdf.getPage(page)).getTextContent();
  // Without marked content, every item is a piece of text; react-pdf counts the same items.
  return pageTextOf(content.items.map((item) => ('str' in item ? item : { str: '', hasEOL: false })));
}

/** Finds words in a document, page after page, from the page that is read now on; hits come as they are found. */
export function usePdfSearch(pdf: PdfDocument | undefined, currentPage: () => number): PdfSearch {
  const [typed, setTyped] = useState('');
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [current, setCurrent] = useState(0);
  const [readPages, setReadPages] = useState<number>();
  const [isWithoutText, setWithoutText] = useState(false);
  const [answered, setAnswered] = useState<{ pdf: PdfDocument; sought: string }>();
  const texts = useMemo(() => ({ of: pdf, pages: new Map<number, Promise<PageText>>() }), [pdf]).pages;
  const startPage = useRef(currentPage);
  useEffect(() => {
    startPage.current = currentPage;
  });
  const sought = soughtOf(typed);

  useEffect(() => {
    setHits([]);
    setCurrent(0);
    setReadPages(undefined);
    if (!pdf || sought === '') return;
    let isOver = false;
    const from = startPage.current();
    const search = async () => {
      const found: Hit[] = [];
      let letters = 0;
      for (let page = 1; page <= pdf.numPages && !isOver; page += 1) {
        const reading = texts.get(page) ?? textOf(pdf, page);
        texts.set(page, reading);
        const text = await reading;
        letters += text.folded.trim().length;
        const here = hitsOn(page, text, sought);
        if (isOver) return;
        if (here.length > 0) {
          const isFirst = found.every((hit) => hit.page < from);
          if (isFirst && page >= from) setCurrent(found.length);
          found.push(...here);
          setHits([...found]);
        }
        setReadPages(page < pdf.numPages ? page : undefined);
      }
      if (!isOver) setWithoutText(letters === 0);
    };
    const timer = setTimeout(() => {
      search()
        // A page that cannot be read shows so itself.
        .catch(() => setReadPages(undefined))
        .finally(() => {
          if (!isOver) setAnswered({ pdf, sought });
        });
    }, settleMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [pdf, sought, texts]);

  const step = (by: 1 | -1) => {
    if (hits.length > 0) setCurrent((current + by + hits.length) % hits.length);
  };
  const isLooking = sought !== '' && (answered?.pdf !== pdf || answered?.sought !== sought);
  return { typed, setTyped, hits, current, readPages, isLooking, isWithoutText, step };
}
