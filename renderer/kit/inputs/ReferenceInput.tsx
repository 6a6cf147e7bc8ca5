import { CloseButton, Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { Icon } from '../base/Icon';
import { useReferenceSearch } from '../data/reference-search';
import { commonProps, type FieldInputProps } from './input-props';
import { ReferenceOptions, useFirstOption } from './ReferenceOptions';
import { isId, targetOf, useReferenceName } from './reference-name';

/**
 * One record of another entity, found by typing its name. The value is its id; while no one is chosen, the typed text
 * stands in its place and is refused on saving ("Choose one from the list") instead of being dropped.
 */
export function ReferenceInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur, names, disabled, label } = props;
  const target = targetOf(field);
  const chosen = isId(value) ? value : null;
  const [picked, setPicked] = useState<Readonly<Record<string, string>>>({});
  const name = useReferenceName(target, chosen, { ...names, ...picked });
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = chosen === null && typeof value === 'string' ? value : '';
  const search = useReferenceSearch(target, query, combobox.dropdownOpened);
  useFirstOption(combobox, search.options, query);
  const text = chosen === null ? query : (name ?? '');
  const input = useRef<HTMLInputElement>(null);
  const arrived = chosen === null || picked[chosen] ? undefined : name;
  // A name that comes after the focus did is selected as on arrival: typing replaces it.
  useLayoutEffect(() => {
    if (arrived && input.current === document.activeElement) input.current?.select();
  }, [arrived]);
  const pick = (id: string, optionLabel: string) => {
    setPicked((before) => ({ ...before, [id]: optionLabel }));
    onChange(id);
    combobox.closeDropdown();
  };
  const leave = () => {
    combobox.closeDropdown();
    const same = search.options.filter((option) => option.label.toLowerCase() === query.trim().toLowerCase());
    if (query !== '' && same.length === 1 && same[0]) pick(same[0].id, same[0].label);
    onBlur?.();
  };
  const common = commonProps(props);
  return (
    <Combobox
      store={combobox}
      withinPortal
      // It grows with what is found, and stands where there is room for that.
      preventPositionChangeWhenVisible={false}
      onOptionSubmit={(id) => pick(id, search.options.find((option) => option.id === id)?.label ?? '')}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...common}
          ref={input}
          aria-autocomplete="list"
          placeholder={common.placeholder ?? 'Type a name'}
          value={text}
          leftSection={<Icon icon={IconSearch} />}
          rightSection={
            text !== '' && !disabled ? (
              <CloseButton
                size="sm"
                // By keyboard the name is selected on arrival, and Delete empties it: one stop less on the way.
                tabIndex={-1}
                aria-label={`Clear ${label ?? field.label}`}
                onClick={() => onChange(undefined)}
              />
            ) : null
          }
          onChange={(event) => {
            onChange(event.currentTarget.value || undefined);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave}
          onKeyDown={(event) => {
            // Until a name is chosen, Enter chooses; it must not send the form with half a name.
            if (event.key === 'Enter' && query !== '') event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!combobox.dropdownOpened}>
        <ReferenceOptions search={search} target={target} query={query} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
