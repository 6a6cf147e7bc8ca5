import type { ReactNode } from 'react';
import { type EntityName, entities, type EntityTable } from '../../../shared/entities';
import { mayRead, may } from '../../../shared/rules/permissions';
import {
  type Coding,
  type EntityDefinition,
  type Field,
  type FieldKind,
  fieldIn,
  isSendable,
} from '../../../shared/schema';
import { Grid, Link, Section } from '../base';
import { usePerson } from '../data';
import { FieldValue, isId } from '../inputs';
import { wordsAsWritten } from '../table/as-written';
import { CodeWords } from './CodeWords';
import { entryLines } from './entry-lines';
import classes from './record.module.css';

type Values = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

const table: EntityTable = entities;

/** Kinds that need the whole width. */
const wideKinds: ReadonlySet<FieldKind> = new Set([
  'longText',
  'group',
  'entries',
  'coding',
  'codings',
  'image',
]);

type Props = {
  entity: EntityName;
  record: Values;
  names: Names;
  /** Fields that the page shows elsewhere. */
  without?: readonly string[];
};

/** Every field of a record that this person may read, under the titles of its form; references lead to their records. */
export function RecordSections(props: Props) {
  const { entity, without = [] } = props;
  const person = usePerson();
  const definition = table[entity];
  if (!definition) return null;
  const readable = (name: string): Field[] => {
    const field = definition.fields[name];
    return field && isSendable(field) && mayRead(person, definition, field) ? [field] : [];
  };
  /** What is missing is said, but for a picture or a reason to go on: most have none, and nobody misses it. */
  const isWorthShowing = ({ name, field }: { name: string; field: Field }) =>
    (field.kind !== 'image' && !field.whenRefused) || typeof props.record[name] === 'string';
  const sections = definition.sections
    .map(({ title, fields }) => ({
      title,
      fields: fields
        .flatMap((name) => readable(name).map((field) => ({ name, field: fieldIn(field, props.record) })))
        .filter((each) => isWorthShowing(each) && !without.includes(each.name)),
    }))
    .filter(({ fields }) => fields.length > 0);
  return sections.map(({ title, fields }) => (
    <Section key={title} title={title}>
      <Grid columns={3} min={200}>
        {fields.map(({ name, field }) => (
          <div key={name} className={wideKinds.has(field.kind) ? classes.wide : undefined}>
            <OneField
              {...props}
              name={name}
              field={field}
              isTitled={field.label === title && fields.length === 1}
            />
          </div>
        ))}
      </Grid>
    </Section>
  ));
}

type FieldProps = {
  entity: EntityName;
  record: Values;
  names: Names;
  name: string;
  field: Field;
  isTitled: boolean;
};

function OneField({ entity, record, names, name, field, isTitled }: FieldProps) {
  const value = record[name];
  const isEmpty =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  const written = isEmpty ? wordsAsWritten(entity, name, record) : '';
  return (
    <div className={classes.field}>
      {/* A section with one field of the same name says it once. */}
      {!isTitled && <div className={classes.label}>{field.label}</div>}
      <div className={classes.value} data-kind={field.kind}>
        {!isEmpty && <Value field={field} value={value} names={names} />}
        {written && `${written} (as written)`}
        {isEmpty && !written && <span className={classes.none}>Not recorded</span>}
      </div>
    </div>
  );
}

const isOfCodes = ({ kind }: Field) => kind === 'coding' || kind === 'codings';

function Value({ field, value, names }: { field: Field; value: unknown; names: Names }): ReactNode {
  const person = usePerson();
  const target: EntityDefinition | undefined = field.target ? table[field.target] : undefined;
  const isLink = target !== undefined && may(person, 'read', target);
  if (isLink && field.kind === 'references' && Array.isArray(value)) {
    return value.map((id, index) => (
      <span key={String(id)}>
        {index > 0 && ', '}
        <Value field={{ ...field, kind: 'reference' }} value={id} names={names} />
      </span>
    ));
  }
  if (isOfCodes(field) && value && typeof value === 'object') {
    const all = (Array.isArray(value) ? value : [value]) as readonly Coding[];
    return all.map((coding, index) => (
      <span key={`${coding.system} ${coding.code}`}>
        {index > 0 && ', '}
        <CodeWords coding={coding} />
      </span>
    ));
  }
  const words = <FieldValue field={field} value={value} names={names} />;
  if (isLink && field.kind === 'reference' && isId(value))
    return <Link to={`/${target.name}/${value}`}>{words}</Link>;
  if (field.kind === 'group' && field.fields && value && typeof value === 'object') {
    return <Parts fields={field.fields} values={value as Values} names={names} />;
  }
  if (field.kind === 'entries' && field.fields && Array.isArray(value)) {
    const lines = entryLines(Object.entries(field.fields), value as readonly Values[], names);
    return lines.map((line) => <div key={line}>{line}</div>);
  }
  return words;
}

/** The fields of a group as a row of small labels and values; empty ones are left out. */
function Parts({
  fields,
  values,
  names,
}: {
  fields: Readonly<Record<string, Field>>;
  values: Values;
  names: Names;
}) {
  return (
    <dl className={classes.parts}>
      {Object.entries(fields).map(([name, part]) => {
        const value = values[name];
        if (value === undefined || value === null || value === '') return null;
        return (
          <div key={name}>
            <dt className={classes.label}>{part.label}</dt>
            <dd>
              <FieldValue field={part} value={value} names={names} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
