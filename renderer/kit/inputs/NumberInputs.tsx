import { TextInput } from '@mantine/core';
import {
  type Measures,
  measureUnits,
  shownMeasure,
  shownRange,
  storedMeasure,
  typedDecimals,
  unitWords,
} from '../../../shared/rules/measures';
import type { Field } from '../../../shared/schema';
import { useMeasures } from '../data/clock';
import { formatMeasure, formatNumber } from '../format';
import classes from './inputs.module.css';
import { commonProps, type FieldInputProps } from './input-props';
import { fieldNotation } from './notations';
import { type Notation, useTypedText } from './typed-text';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** What is wrong with a measure, in the unit it is typed in: limits that the schema states are those of the stored one. */
function measureError(field: Field, value: unknown, measures: Measures): string | undefined {
  const of = measureUnits(field.unit, measures);
  if (!of || !field.range) return undefined;
  const { min, max } = shownRange(field.range, of.stored, of.shown);
  if (isNumber(value) && (value < field.range.min || value > field.range.max))
    return `From ${formatNumber(min)} to ${formatNumber(max)} ${of.shown}`;
  if (typeof value !== 'string') return undefined;
  const decimals = typedDecimals(of.shown);
  return `A number of ${unitWords(of.shown)}, with at most ${decimals} decimal${decimals === 1 ? '' : 's'}`;
}

/** The next value for ↑ or ↓, one step away in the unit that is seen; null beyond the limits. */
function stepped(field: Field, value: unknown, direction: 1 | -1, measures: Measures): number | null {
  const { min = 0, max = 0, step = 1 } = field.range ?? {};
  const of = measureUnits(field.unit, measures);
  const seen = isNumber(value) && of ? shownMeasure(value, of.stored, of.shown) : value;
  const from = isNumber(seen)
    ? seen
    : (of ? shownRange({ min, max, step }, of.stored, of.shown).min : min) - direction * step;
  const moved = Number((from + direction * step).toFixed(6));
  const next = of ? storedMeasure(moved, of.shown, of.stored) : moved;
  return next === null || (field.range && (next < min || next > max)) ? null : next;
}

/** A number with its unit behind it; another unit may be typed ("170 cm"). ↑ and ↓ change it by its step. */
export function NumberInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur, error } = props;
  const measures = useMeasures();
  const notation = fieldNotation(field, measures);
  const typed = useTypedText(value, isNumber, notation, onChange);
  const wrong = measureError(field, value, measures);
  // What is not taken is nothing in another unit either.
  const measure = isNumber(value) && !wrong ? formatMeasure(value, field.unit, measures) : null;
  const common = commonProps(props);
  return (
    <TextInput
      {...common}
      error={error && (wrong ?? error)}
      description={measure ? `= ${measure.beside}` : common.description}
      inputMode="decimal"
      value={typed.text}
      rightSection={notation.unit && <span className={classes.unit}>{notation.unit}</span>}
      rightSectionWidth={notation.unit ? Math.max(48, 16 + 8 * notation.unit.length) : undefined}
      onChange={(event) => typed.type(event.currentTarget.value)}
      onBlur={() => {
        typed.leave();
        onBlur?.();
      }}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        event.preventDefault();
        const next = stepped(field, value, event.key === 'ArrowUp' ? 1 : -1, measures);
        if (next !== null) typed.pick(next);
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
