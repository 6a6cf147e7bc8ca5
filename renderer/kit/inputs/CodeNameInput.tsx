import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { FoundCode } from '../../../shared/contract';
import type { CodeSystem, Coding } from '../../../shared/schema';
import { Icon } from '../base/Icon';
import { useCodeSearch } from '../data/code-search';
import { isBlank } from '../form/values';
import { CodeOptions } from './CodeOptions';
import { commonProps, type FieldInputProps } from './input-props';
import { useFirstOption } from './ReferenceOptions';

type Props = FieldInputProps & {
  system: CodeSystem;
  /** The code that belongs to the name, as it is in the record. */
  code: unknown;
  /** The code was typed by hand: what is typed here is what the person calls it, and does not take it away. */
  isCodeOwn: boolean;
  onCoding: (changed: { [P in keyof Coding]?: string | undefined }) => void;
};

const plain = (text: string) => text.trim().toLowerCase().replaceAll('.', '');

/**
 * The name of a code, found by typing words or a code; choosing fills in both. Another name is another code: typing
 * takes the code away, so that a diagnosis never stands beside the code of the one before, and typing the name again
 * brings it back. Only a code that was typed by hand stays.
 */
export function CodeNameInput({ system, code, isCodeOwn, onCoding, ...props }: Props) {
  const { value, disabled } = props;
  const text = typeof value === 'string' ? value : '';
  const isCoded = !isBlank(code);
  const stays = isCoded && isCodeOwn ? String(code) : undefined;
  const lastCoded = useRef({ system: '', display: '', code });
  // A code of the person's own is never taken away by a name, and once emptied is not brought back by one.
  if (isCoded && !isCodeOwn && text !== '') lastCoded.current = { system: system.uri, display: text, code };
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const query = isCoded ? '' : text;
  const search = useCodeSearch(system.uri, query, combobox.dropdownOpened && !isCoded);
  // Only what answers the text as it stands may be taken by Enter.
  const options = search.isCurrent ? search.codes : [];
  useFirstOption(
    combobox,
    options.map(({ code: id, display: label }) => ({ id, label })),
    query,
  );
  const pick = (chosen: FoundCode | undefined) => {
    if (chosen) onCoding({ system: chosen.system, code: chosen.code, display: chosen.display });
    combobox.closeDropdown();
  };
  const type = (typed: string) => {
    const { current: last } = lastCoded;
    const isSame = typed !== '' && typed === last.display && system.uri === last.system;
    const kept = isCodeOwn ? code : isSame ? last.code : undefined;
    onCoding({ display: typed, code: isBlank(kept) ? undefined : String(kept) });
    // Beside a code that stays, it is told there why no list is offered.
    if (!isBlank(kept) && !isCodeOwn) combobox.closeDropdown();
    else combobox.openDropdown();
    combobox.resetSelectedOption();
  };
  const leave = () => {
    combobox.closeDropdown();
    const same = search.codes.filter(
      (each) => plain(each.code) === plain(query) || plain(each.display) === plain(query),
    );
    if (query !== '' && same.length === 1) pick(same[0]);
    props.onBlur?.();
  };
  const common = commonProps(props);
  return (
    <Combobox
      store={combobox}
      withinPortal
      // It grows with what is found, and stands where there is room for that.
      preventPositionChangeWhenVisible={false}
      onOptionSubmit={(chosen) => pick(search.codes.find((each) => each.code === chosen))}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...common}
          aria-autocomplete="list"
          placeholder={common.placeholder ?? 'Type words or a code'}
          value={text}
          // A long name is cut by its input; pointing at it shows all of it.
          title={isCoded ? text : undefined}
          leftSection={<Icon icon={IconSearch} />}
          onChange={(event) => type(event.currentTarget.value)}
          onClick={() => {
            if (!isCoded && !disabled) combobox.openDropdown();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave}
          onKeyDown={(event) => {
            // Until a code is chosen, Enter chooses; it must not send the form with half of one.
            if (event.key === 'Enter' && query !== '') event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!combobox.dropdownOpened}>
        {stays === undefined ? (
          <CodeOptions search={search} system={system.label} query={query.trim()} />
        ) : (
          <Combobox.Empty>{stays} stays. Empty Code to search by name.</Combobox.Empty>
        )}
      </Combobox.Dropdown>
    </Combobox>
  );
}
