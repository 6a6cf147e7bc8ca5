import { useEffect, useState } from 'react';
import type { Field } from '../../../shared/schema';
import { FieldInput } from './FieldInput';
import { isId } from './reference-name';

type Props = {
  field: Field;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  placeholder?: string;
};

/** Narrows what is shown: keeps what is typed, and passes on what is a value. Emptied, it narrows nothing. */
export function FilterInput({ field, value, onChange, placeholder }: Props) {
  const [typed, setTyped] = useState<unknown>(value);
  useEffect(() => setTyped(value), [value]);
  const isValue = (given: unknown): given is string =>
    field.target ? isId(given) : field.input.safeParse(given).success;
  return (
    <FieldInput
      name={field.label.toLowerCase()}
      field={field}
      value={typed}
      placeholder={placeholder}
      onChange={(next) => {
        setTyped(next);
        const given = isValue(next) ? next : undefined;
        if (given !== value && (given !== undefined || next === undefined)) onChange(given);
      }}
    />
  );
}
