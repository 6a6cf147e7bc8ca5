import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { codePrefixOf } from '../../../shared/rules/reports/cohort-issues';
import { codeSystems } from '../../../shared/schema';
import { Icon } from '../base/Icon';
import { useCodeSearch } from '../data/code-search';
import { CodeOptions } from '../inputs/CodeOptions';
import { commonProps, type FieldInputProps } from '../inputs/input-props';
import { useFirstOption } from '../inputs/ReferenceOptions';

const system = codeSystems.icd10cm;
const looksLikeCode = (text: string) => /^[a-z]\d/i.test(text.trim());

/** The beginning of a code of ICD-10, typed, or found by words of its name; below stands what it means. */
export function CodePrefixInput(props: FieldInputProps) {
  const { value, onChange } = props;
  const text = typeof value === 'string' ? value : '';
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const search = useCodeSearch(system.uri, text, text.trim() !== '');
  const options = search.isCurrent ? search.codes : [];
  // A beginning of a code is a value as it stands; Enter must not make it the first code that begins so.
  const offered = looksLikeCode(text) ? [] : options;
  useFirstOption(
    combobox,
    offered.map(({ code: id, display: label }) => ({ id, label })),
    text,
  );
  const code = codePrefixOf(text);
  const meant = options.find((each) => each.code === code);
  const others = looksLikeCode(text) && search.isCurrent ? search.total - (meant ? 1 : 0) : 0;
  const meaning = [meant?.display, others > 0 && `${others} codes begin with it`].filter(Boolean).join(', ');
  const common = commonProps(props);
  return (
    <Combobox
      store={combobox}
      withinPortal
      onOptionSubmit={(chosen) => {
        onChange(chosen);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...common}
          description={meaning || common.description}
          aria-autocomplete="list"
          placeholder={common.placeholder ?? 'E11, or words'}
          value={text}
          leftSection={<Icon icon={IconSearch} />}
          onChange={(event) => {
            onChange(event.currentTarget.value || undefined);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onBlur={() => {
            combobox.closeDropdown();
            props.onBlur?.();
          }}
          onKeyDown={(event) => {
            // While words look for a code, Enter takes one; it must not send the form.
            if (event.key === 'Enter' && text !== '' && !looksLikeCode(text)) event.preventDefault();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!combobox.dropdownOpened || text.trim() === ''}>
        <CodeOptions search={search} system={system.label} query={text.trim()} />
      </Combobox.Dropdown>
    </Combobox>
  );
}
