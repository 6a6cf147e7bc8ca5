import { Checkbox, Chip, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Measures, measureUnits } from '../../../shared/rules/measures';
import { calendarDate, clockTime, type Field, partialDate, references } from '../../../shared/schema';
import { useMeasures } from '../data';
import { FieldInput, fieldNotation } from '../inputs';
import { type Filter, filterKindsOf, movingSpans } from './list-query';
import classes from './filters.module.css';

type EditorProps = {
  field: Field;
  filter: Filter | undefined;
  /** Texts of references by id. */
  names: Readonly<Record<string, string>>;
  /** null: no filter on this field. */
  onChange: (filter: Filter | null) => void;
};

/** What a filter asks for, by what its field holds. Each change counts at once. */
export function FilterEditor(props: EditorProps) {
  const { field, filter, onChange } = props;
  const kinds = filterKindsOf(field);
  const isSet = filter?.kind === 'isSet' ? filter.isSet : undefined;
  const presence = (value: boolean) => onChange(isSet === value ? null : { kind: 'isSet', isSet: value });
  return (
    <div className={classes.editor}>
      {kinds.includes('contains') && <ContainsEditor {...props} />}
      {kinds.includes('any') && <AnyEditor {...props} />}
      {kinds.includes('range') && <RangeEditor {...props} />}
      {kinds.includes('moving') && <SpanEditor {...props} />}
      <div className={classes.spans}>
        <Chip size="xs" radius="sm" checked={isSet === true} onChange={() => presence(true)}>
          Filled in
        </Chip>
        <Chip size="xs" radius="sm" checked={isSet === false} onChange={() => presence(false)}>
          Empty
        </Chip>
      </div>
    </div>
  );
}

function ContainsEditor({ field, filter, onChange }: EditorProps) {
  const text = filter?.kind === 'contains' ? filter.text : '';
  const change = (typed: string) => onChange(typed ? { kind: 'contains', text: typed } : null);
  return (
    <TextInput
      label={`${field.label} contains`}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      data-autofocus
    />
  );
}

const yesOrNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function AnyEditor({ field, filter, names, onChange }: EditorProps) {
  const values = filter?.kind === 'any' ? [...filter.values] : [];
  const change = (next: readonly string[]) =>
    onChange(next.length > 0 ? { kind: 'any', values: next } : null);
  if (field.target) {
    return (
      <FieldInput
        name="filter"
        field={references({ label: `${field.label}, any of`, to: field.target })}
        value={values}
        names={{ ...names }}
        onChange={(next) => change(Array.isArray(next) ? next.map(String) : [])}
        autoFocus
      />
    );
  }
  return (
    <Checkbox.Group label={`${field.label}, any of`} value={values} onChange={change}>
      <div className={classes.choices}>
        {(field.choices ?? yesOrNo).map((choice, index) => (
          <Checkbox
            key={choice.value}
            value={choice.value}
            label={choice.label}
            data-autofocus={index === 0 || undefined}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function RangeEditor(props: EditorProps) {
  const { field, filter, onChange } = props;
  const range = filter?.kind === 'range' ? filter : undefined;
  const change = (end: 'from' | 'to', value: string | undefined) => {
    const next = { kind: 'range' as const, from: range?.from, to: range?.to, [end]: value || undefined };
    onChange(next.from || next.to ? next : null);
  };
  return (
    <div className={classes.ends}>
      <RangeEnd
        field={field}
        label="From"
        value={range?.from}
        onChange={(value) => change('from', value)}
        isFirst
      />
      <RangeEnd field={field} label="To" value={range?.to} onChange={(value) => change('to', value)} />
    </div>
  );
}

type EndProps = {
  field: Field;
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  isFirst?: boolean;
};

function RangeEnd({ field, label, value, onChange, isFirst }: EndProps) {
  if (field.kind === 'number') return <NumberEnd {...{ field, label, value, onChange, isFirst }} />;
  const end =
    field.kind === 'clockTime'
      ? clockTime({ label })
      : field.kind === 'partialDate'
        ? partialDate({ label })
        : calendarDate({ label });
  return (
    <FieldInput
      name={label.toLowerCase()}
      field={end}
      value={value}
      onChange={(next) =>
        onChange(typeof next === 'string' && end.input.safeParse(next).success ? next : undefined)
      }
      autoFocus={isFirst}
    />
  );
}

/** Begins anew with another unit: what was typed in centimetres is never read as inches. */
function NumberEnd(props: EndProps) {
  const measures = useMeasures();
  const unit = measureUnits(props.field.unit, measures)?.shown ?? props.field.unit;
  return <NumberEndIn key={unit} {...props} unit={unit} measures={measures} />;
}

/** Keeps what is typed as it is typed ("-", "1.") and passes on what is a number, in the unit that is stored. */
function NumberEndIn(props: EndProps & { unit: string | undefined; measures: Measures }) {
  const { field, label, value, onChange, isFirst, unit, measures } = props;
  const notation = fieldNotation(field, measures);
  const [typed, setTyped] = useState(value === undefined ? '' : notation.write(Number(value)));
  const read = (text: string) => (text.trim() === '' ? undefined : notation.read(text.trim()));
  return (
    <TextInput
      label={unit ? `${label}, ${unit}` : label}
      inputMode="decimal"
      value={typed}
      error={read(typed) === null ? 'A number' : undefined}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const next = read(text);
        if (next !== null) onChange(next?.toString());
      }}
      data-autofocus={isFirst || undefined}
    />
  );
}

function SpanEditor({ filter, onChange }: EditorProps) {
  const span = filter?.kind === 'moving' ? filter.span : undefined;
  return (
    <div className={classes.spans}>
      {movingSpans.map((each) => (
        <Chip
          key={each.name}
          size="xs"
          radius="sm"
          checked={span === each.name}
          onChange={() => onChange(span === each.name ? null : { kind: 'moving', span: each.name })}
        >
          {each.label.charAt(0).toUpperCase() + each.label.slice(1)}
        </Chip>
      ))}
    </div>
  );
}
