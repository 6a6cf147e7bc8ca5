import { TagsInput } from '@mantine/core';
import { commonProps, type FieldInputProps } from './input-props';

/** A short list of short texts; Enter or a comma adds one. What was typed and not added counts when one leaves. */
export function TextsInput(props: FieldInputProps) {
  const { value, onChange } = props;
  const { autoComplete: _autoComplete, ...common } = commonProps(props);
  return (
    <TagsInput
      {...common}
      placeholder={common.placeholder ?? 'Type and press Enter'}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={onChange}
      acceptValueOnBlur
    />
  );
}
