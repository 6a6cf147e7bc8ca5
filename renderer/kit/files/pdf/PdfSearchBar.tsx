import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useRef } from 'react';
import { IconButton } from '../../base/IconButton';
import { useShortcut } from '../../data';
import { SearchField } from '../../inputs';
import classes from './pdf.module.css';
import type { PdfSearch } from './use-pdf-search';

/** Finds words in the document: how often they stand in it, the next and the one before. */
export function PdfSearchBar({ search }: { search: PdfSearch }) {
  const { typed, setTyped, hits, step } = search;
  const field = useRef<HTMLInputElement>(null);
  useShortcut('mod+F', () => field.current?.select(), 'Find in this document');
  return (
    <div className={classes.search}>
      <SearchField
        label="Find in this document"
        placeholder="Find in this document"
        width={220}
        ref={field}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          step(event.shiftKey ? -1 : 1);
        }}
      />
      <span className={classes.found} role="status">
        {wordsOf(search)}
      </span>
      {hits.length > 0 && (
        <>
          <IconButton label="Previous place" icon={IconChevronUp} onClick={() => step(-1)} />
          <IconButton label="Next place" icon={IconChevronDown} onClick={() => step(1)} />
        </>
      )}
    </div>
  );
}

function wordsOf({ typed, hits, current, readPages, isLooking, isWithoutText }: PdfSearch): string {
  if (typed.trim() === '') return '';
  if (hits.length > 0) return `${current + 1} of ${hits.length}${readPages === undefined ? '' : '+'}`;
  if (readPages !== undefined) return `Page ${readPages}…`;
  if (isLooking) return 'Looking…';
  return isWithoutText ? 'A scan: no text' : 'Not found';
}
