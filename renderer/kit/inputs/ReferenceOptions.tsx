import { Combobox, type ComboboxStore } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { entities, type EntityName } from '../../../shared/entities';
import { errorWords } from '../base/error-words';
import type { ReferenceOption, ReferenceSearch } from '../data/reference-search';
import classes from './inputs.module.css';

/** While a name is typed, the best match is marked, so that Enter takes it; never someone whose name is only like it. */
export function useFirstOption(
  store: ComboboxStore,
  options: readonly ReferenceOption[],
  query: string,
): void {
  const found = options.map((option) => option.id).join();
  const [first] = options;
  const isMatch = first !== undefined && !first.isSimilarOnly;
  const latest = useRef(store);
  latest.current = store;
  useEffect(() => {
    if (query === '' || found === '' || !latest.current.dropdownOpened) return;
    if (isMatch) latest.current.selectFirstOption();
    else latest.current.resetSelectedOption();
  }, [found, isMatch, query]);
}

type Props = { search: ReferenceSearch; target: EntityName; query: string };

/** The list under a reference input: what was found, and in words when nothing was or when it cannot be known. */
export function ReferenceOptions({ search, target, query }: Props) {
  const { many } = entities[target].label;
  const nothing = query === '' ? `No ${many} yet` : `No ${many} match “${query}”`;
  return (
    <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
      {search.options.map((option) => (
        <Combobox.Option key={option.id} value={option.id}>
          <span className={classes.option}>
            <span className={classes.optionLabel}>{option.label}</span>
            {option.detail && <span className={classes.optionDetail}>{option.detail}</span>}
          </span>
        </Combobox.Option>
      ))}
      {search.options.length === 0 && (
        <Combobox.Empty>
          {search.error ? errorWords(search.error).title : search.isLoading ? 'Searching…' : nothing}
        </Combobox.Empty>
      )}
    </Combobox.Options>
  );
}
