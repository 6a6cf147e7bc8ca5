import { Combobox } from '@mantine/core';
import { errorWords } from '../base/error-words';
import type { CodeSearch } from '../data/code-search';
import { formatNumber } from '../format';
import classes from './inputs.module.css';

type Props = { search: CodeSearch; system: string; query: string };

/** The list under the name of a code: what was found, and in words when nothing was or when it cannot be known. */
export function CodeOptions({ search, system, query }: Props) {
  const { codes, total, isMore, edition, notice, isCurrent, error } = search;
  const shown = query === '' || error ? [] : codes;
  const words = () => {
    if (error) return `${errorWords(error).title}. Name and code can be typed by hand.`;
    if (query === '') return 'Type words or a code';
    return isCurrent ? `No ${system} codes match “${query}”` : 'Searching…';
  };
  return (
    <>
      <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
        {shown.map(({ code, display, foundBy, isBillable }) => (
          <Combobox.Option key={code} value={code}>
            <span className={classes.option}>
              <span className={classes.optionLabel}>{foundBy ? `${foundBy} · ${display}` : display}</span>
              <span className={classes.optionDetail}>
                {code}
                {isBillable === false && ', not billable'}
              </span>
            </span>
          </Combobox.Option>
        ))}
        {shown.length === 0 && <Combobox.Empty>{words()}</Combobox.Empty>}
      </Combobox.Options>
      {shown.length > 0 && (
        <Combobox.Footer>
          <div className={classes.optionsNote} role="status">
            {countWords(shown.length, total, isMore)} {edition}
          </div>
          {notice && <div className={classes.optionsNote}>{notice}</div>}
        </Combobox.Footer>
      )}
    </>
  );
}

function countWords(shown: number, total: number, isMore = false): string {
  if (isMore) return `The first ${shown} of more than ${formatNumber(total)}. Type more of the name.`;
  if (total > shown) return `The first ${shown} of ${formatNumber(total)}.`;
  return total === 1 ? '1 code.' : `${total} codes.`;
}
