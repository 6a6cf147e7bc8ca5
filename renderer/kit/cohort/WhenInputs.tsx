import { useState } from 'react';
import type { Fields } from '../../../shared/schema';
import { SelectField } from '../inputs/PlainFields';
import { FieldInput } from '../inputs/FieldInput';
import type { Parts } from '../inputs/parts';

type Kind = 'ever' | 'months' | 'days';
const kinds = [
  { value: 'ever', label: 'at any time' },
  { value: 'months', label: 'in the last months' },
  { value: 'days', label: 'between two days' },
] as const satisfies readonly { value: Kind; label: string }[];

type Props = {
  name: string;
  fields: Fields;
  parts: Parts;
  errors: Readonly<Record<string, string>>;
  onParts: (changed: Parts) => void;
  onBlur: () => void;
};

const has = (value: unknown) => value !== undefined && value !== null && value !== '';
const kindOf = ({ months, from, to }: Parts): Kind =>
  has(from) || has(to) ? 'days' : has(months) ? 'months' : 'ever';

/** When it was: at any time, within some months until the day it is looked at, or between two days. */
export function WhenInputs({ name, fields, parts, errors, onParts, onBlur }: Props) {
  const [chosen, setChosen] = useState<Kind>(kindOf(parts));
  // What is there shows, also when it came from elsewhere; an empty choice stays until it is filled.
  const said = kindOf(parts);
  const kind = said === 'ever' ? chosen : said;
  const input = (part: 'months' | 'from' | 'to') => {
    const field = fields[part];
    if (!field) return null;
    return (
      <FieldInput
        key={part}
        name={`${name}.${part}`}
        field={{ ...field, help: undefined }}
        label={part === 'months' ? 'Months' : field.label}
        value={parts[part]}
        error={errors[part]}
        onChange={(value) => onParts({ [part]: value })}
        onBlur={onBlur}
      />
    );
  };
  return (
    <>
      <SelectField
        label="When"
        value={kind}
        options={kinds}
        onChange={(next) => {
          setChosen(next);
          onParts({
            ...(next === 'months' ? {} : { months: undefined }),
            ...(next === 'days' ? {} : { from: undefined, to: undefined }),
          });
        }}
      />
      {kind === 'months' && input('months')}
      {kind === 'days' && (
        <>
          {input('from')}
          {input('to')}
        </>
      )}
    </>
  );
}
