import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { useState } from 'react';
import type { EntityName } from '../../../shared/entities';
import { useReferenceSearch } from '../data/reference-search';
import { commonProps, type FieldInputProps } from './input-props';
import { ReferenceOptions, useFirstOption } from './ReferenceOptions';
import { targetOf, useReferenceName } from './reference-name';

type Names = Readonly<Record<string, string>>;

function ChosenPill(props: { target: EntityName; id: string; names: Names; onRemove?: () => void }) {
  const name = useReferenceName(props.target, props.id, props.names) ?? '…';
  return (
    <Pill
      withRemoveButton={props.onRemove !== undefined}
      onRemove={props.onRemove}
      removeButtonProps={{ 'aria-label': `Remove ${name}`, 'aria-hidden': false, tabIndex: 0 }}
    >
      {name}
    </Pill>
  );
}

/** Several records of another entity, each found by typing its name. Backspace takes the last one out. */
export function ReferencesInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur, names, disabled, name, placeholder } = props;
  const target = targetOf(field);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const [picked, setPicked] = useState<Names>({});
  const [query, setQuery] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const search = useReferenceSearch(target, query, combobox.dropdownOpened);
  const offered = { ...search, options: search.options.filter((option) => !chosen.includes(option.id)) };
  useFirstOption(combobox, offered.options, query);
  const { label, description, error, required, id, 'aria-label': ariaLabel } = commonProps(props);
  const add = (added: string) => {
    const option = search.options.find((each) => each.id === added);
    if (option) setPicked((before) => ({ ...before, [added]: option.label }));
    onChange([...chosen, added]);
    setQuery('');
  };
  const unfinished = query !== '' && !combobox.dropdownOpened ? 'Choose one from the list' : undefined;
  return (
    <Combobox store={combobox} withinPortal onOptionSubmit={add}>
      <Combobox.DropdownTarget>
        <PillsInput
          {...{ label, description, required, disabled }}
          error={error ?? unfinished}
          onClick={() => combobox.openDropdown()}
        >
          <Pill.Group>
            {chosen.map((each) => (
              <ChosenPill
                key={each}
                target={target}
                id={each}
                names={{ ...names, ...picked }}
                onRemove={disabled ? undefined : () => onChange(chosen.filter((other) => other !== each))}
              />
            ))}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                id={id}
                name={name}
                aria-autocomplete="list"
                aria-label={ariaLabel ?? (typeof label === 'string' ? label : undefined)}
                placeholder={chosen.length === 0 ? (placeholder ?? 'Type a name') : undefined}
                value={query}
                disabled={disabled}
                onFocus={() => combobox.openDropdown()}
                onBlur={() => {
                  combobox.closeDropdown();
                  onBlur?.();
                }}
                onChange={(event) => {
                  setQuery(event.currentTarget.value);
                  combobox.openDropdown();
                  combobox.updateSelectedOptionIndex();
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && query !== '') event.preventDefault();
                  if (event.key !== 'Backspace' || query !== '' || chosen.length === 0) return;
                  event.preventDefault();
                  onChange(chosen.slice(0, -1));
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={!combobox.dropdownOpened}>
        <ReferenceOptions search={offered} target={target} query={query} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
