import { TextInput } from '@mantine/core';
import { inMetric } from '../format';
import classes from './inputs.module.css';
import { commonProps, type FieldInputProps } from './input-props';
import { numberNotation } from './notations';
import { type Notation, useTypedText } from './typed-text';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** A number with its unit behind it; another unit may be typed ("170 cm"). ↑ and ↓ change it by its step. */
export function NumberInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur } = props;
  const step = field.range?.step ?? 1;
  const typed = useTypedText(value, isNumber, numberNotation(field.unit, step), onChange);
  const metric = isNumber(value) ? inMetric(value, field.unit) : null;
  const move = (direction: 1 | -1) => {
    const from = isNumber(value) ? value : (field.range?.min ?? 0) - direction * step;
    const next = Number((from + direction * step).toFixed(6));
    if (field.range && (next < field.range.min || next > field.range.max)) return;
    typed.pick(next);
  };
  const common = commonProps(props);
  return (
    <TextInput
      {...common}
      description={metric ? `= ${metric}` : common.description}
      inputMode="decimal"
      value={typed.text}
      rightSection={field.unit && <span className={classes.unit}>{field.unit}</span>}
      rightSectionWidth={field.unit ? 48 : undefined}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        move(event.key === 'ArrowUp' ? 1 : -1);
      }}
    />
  );
}

const isNumbers = (value: unknown): value is number[] => Array.isArray(value);
const numbersNotation: Notation<number[]> = {
  write: (values) => values.join(', '),
  read: (text) => {
    const values = text
      .split(/[,;\s]+/)
      .filter(Boolean)
      .map(Number);
    return values.every(Number.isFinite) ? values : null;
  },
};

/** Several numbers, parted by commas. */
export function NumbersInput(props: FieldInputProps) {
  const { value, onChange, onBlur } = props;
  const typed = useTypedText(value, isNumbers, numbersNotation, onChange);
  return (
    <TextInput
      {...commonProps(props)}
      inputMode="decimal"
      value={typed.text}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
    />
  );
}
