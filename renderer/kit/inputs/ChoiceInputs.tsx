import { Checkbox, Input, MultiSelect, Select } from '@mantine/core';
import type { Choice } from '../../../shared/schema';
import { commonProps, type FieldInputProps } from './input-props';
import classes from './inputs.module.css';

/** The choices and, at their end, values of an older system that are on the list no more. */
function withKept(choices: readonly Choice[], values: readonly string[]): Choice[] {
  const isListed = (value: string) => choices.some((choice) => choice.value === value);
  const kept = values.filter((value) => !isListed(value)).map((value) => ({ value, label: value }));
  return [...choices, ...kept];
}

/** Empties a field by keyboard as well, which a cross in the input does not. */
const notRecorded: Choice = { value: '', label: 'Not recorded' };

/** One of a closed list. */
export function ChoiceInput(props: FieldInputProps) {
  const { field, value, onChange } = props;
  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const choices = withKept(field.choices ?? [], chosen === null ? [] : [chosen]);
  const { autoComplete: _autoComplete, ...common } = commonProps(props);
  return (
    <Select
      {...common}
      data={field.required ? choices : [notRecorded, ...choices]}
      value={chosen}
      allowDeselect={false}
      searchable={choices.length > 8}
      nothingFoundMessage="Nothing on the list matches"
      comboboxProps={{ withinPortal: true }}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}

const fewChoices = 8;

/** Several of a closed list: check boxes while they are few, otherwise a list to pick from. */
export function ChoicesInput(props: FieldInputProps) {
  const { field, value, onChange, disabled } = props;
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const choices = withKept(field.choices ?? [], chosen);
  const { label, description, error, required, id, onBlur } = commonProps(props);
  if (choices.length > fewChoices) {
    return (
      <MultiSelect
        {...{ label, description, error, required, id, onBlur, disabled }}
        data={choices}
        value={chosen}
        searchable
        clearable
        onChange={onChange}
      />
    );
  }
  return (
    <Checkbox.Group {...{ label, description, error, required, id }} value={chosen} onChange={onChange}>
      <div className={classes.checks} onBlur={onBlur}>
        {choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={choice.label} disabled={disabled} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** Yes when checked. */
export function YesNoInput(props: FieldInputProps) {
  const { value, onChange } = props;
  const { label, description, error, disabled, id, name, onBlur, autoFocus } = commonProps(props);
  return (
    <Input.Wrapper
      description={description}
      error={error}
      inputWrapperOrder={['input', 'description', 'error']}
    >
      <Checkbox
        {...{ label, disabled, id, name, onBlur, autoFocus }}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Input.Wrapper>
  );
}
