import { type FocusEvent, Fragment, type ReactNode, useState } from 'react';
import { type FieldKind, fieldIn } from '../../../shared/schema';
import { Grid } from '../base/Layout';
import { Section } from '../base/Section';
import { Warn } from '../base/Text';
import { useMeasures } from '../data/clock';
import { formatField } from '../format';
import { FieldInput } from '../inputs/FieldInput';
import { fieldNotation } from '../inputs/notations';
import { errorsUnder } from '../inputs/parts';
import type { SnippetsOffered } from '../inputs/input-props';
import { ReadOnlyField } from '../inputs/ReadOnlyField';
import classes from './entity-form.module.css';
import type { ShownField, ShownSection } from './shown-fields';
import type { useEntityForm } from './use-entity-form';
import { isBlank, type Values } from './values';

/** Kinds that need the whole width of a form. */
const wideKinds: ReadonlySet<FieldKind> = new Set([
  'longText',
  'group',
  'entries',
  'coding',
  'codings',
  'choices',
]);

type Form = Pick<
  ReturnType<typeof useEntityForm>,
  'state' | 'touched' | 'broughtBack' | 'errors' | 'set' | 'focus' | 'leave'
>;
type Props = {
  sections: readonly ShownSection[];
  form: Form;
  names: Readonly<Record<string, string>>;
  isNew: boolean;
  isInDialog: boolean;
  isGivingReason: boolean;
  /** What a field of this name is followed by, over the whole width. */
  below: Readonly<Record<string, ReactNode>>;
  /** For the free text of a visit. */
  snippets: SnippetsOffered | undefined;
};

/** What inputs of a form's own are drawn from. Each must stand inside an element with the name of its field as `data-field`. */
export type FormFields = Pick<Form, 'errors' | 'set' | 'focus' | 'leave'> & {
  values: Values;
  names: Props['names'];
};

type ElsewhereProps = Pick<ShownField, 'name' | 'field'> & Pick<Props, 'form' | 'names'>;
type OneFieldProps = { shown: ShownField } & Pick<Props, 'form' | 'names' | 'snippets'>;

function ElsewhereNote({ name, field, form: { state }, names }: ElsewhereProps) {
  const measures = useMeasures();
  const theirs = formatField(field, state.latest.values[name], names, { measures });
  const what = theirs === '' ? 'emptied' : theirs.length > 60 ? 'changed' : `changed to “${theirs}”`;
  return <Warn>Was {what} elsewhere meanwhile. You choose when you save.</Warn>;
}

function OneField({
  shown: { name, field: ofAny, isWritable },
  section,
  form,
  names,
  snippets,
  autoFocus,
  onChange,
}: { section: ShownSection; autoFocus: boolean; onChange: (value: unknown) => void } & OneFieldProps) {
  const { values } = form.state;
  const value = values[name];
  const field = fieldIn(ofAny, values);
  if (!isWritable) return <ReadOnlyField field={field} value={value} names={names} />;
  return (
    <FieldInput
      name={name}
      field={field}
      value={value}
      names={names}
      error={form.errors[name]}
      nestedErrors={errorsUnder(form.errors, name)}
      note={
        form.state.elsewhere.includes(name) ? <ElsewhereNote {...{ name, field, form, names }} /> : undefined
      }
      hideLabel={isNamedBy(section, { name, field })}
      onChange={onChange}
      onBlur={() => form.leave(name)}
      autoFocus={autoFocus}
      offered={snippets}
    />
  );
}

/**
 * Typing can begin at once: the cursor waits in the first field that was brought back, or else in the first of a new record
 * that is not filled yet. In a record that exists it waits nowhere, as its field would no longer follow changes made
 * elsewhere, but in a dialog: there it would wait on the cross that closes it.
 */
function firstField(
  sections: Props['sections'],
  form: Form,
  { isNew, isInDialog }: Pick<Props, 'isNew' | 'isInDialog'>,
): string | undefined {
  const writable = sections.flatMap((section) => section.fields).filter((each) => each.isWritable);
  const isFirst = ({ name }: ShownField) =>
    form.broughtBack ? form.touched.includes(name) : isNew && isBlank(form.state.values[name]);
  return (writable.find(isFirst) ?? (isNew || isInDialog ? writable[0] : undefined))?.name;
}

/** Once is enough, but only where nothing stands beside it: in a row of fields, one without a label is higher than the others. */
const isNamedBy = ({ title, fields }: ShownSection, { field }: Pick<ShownField, 'name' | 'field'>): boolean =>
  field.label === title && (fields.length === 1 || wideKinds.has(field.kind));

/** The fields of a form, three in a row where there is room, under the titles of their sections. */
export function FormSections({
  sections,
  form,
  names,
  isNew,
  isInDialog,
  isGivingReason,
  below,
  snippets,
}: Props) {
  const [first] = useState(() => firstField(sections, form, { isNew, isInDialog }));
  const isWanted = ({ name, field }: ShownField) =>
    !field.whenRefused ||
    isGivingReason ||
    !isBlank(form.state.values[name]) ||
    form.errors[name] !== undefined;
  const measures = useMeasures();
  const change = (name: string, next: unknown) => {
    const { values } = form.state;
    form.set(name, next);
    // A number stays as it was typed when its unit becomes another one.
    for (const other of sections.flatMap((section) => section.fields)) {
      const value = values[other.name];
      if (other.field.unitBy?.field !== name || typeof value !== 'number') continue;
      const notation = (of: Values) => fieldNotation(fieldIn(other.field, of), measures);
      const typed = notation(values).write(value);
      form.set(other.name, notation({ ...values, [name]: next }).read(typed) ?? typed);
    }
  };
  const track = (event: FocusEvent) => {
    const name = event.target.closest<HTMLElement>('[data-field]')?.dataset.field;
    if (name) form.focus(name);
  };
  return (
    <div onFocusCapture={track}>
      {sections.map((section) => (
        <Section key={section.title} title={section.title}>
          <Grid columns={3} min={200}>
            {section.fields.filter(isWanted).map((shown) => (
              <Fragment key={shown.name}>
                <div
                  data-field={shown.name}
                  className={
                    wideKinds.has(shown.field.kind) ? `${classes.field} ${classes.wide}` : classes.field
                  }
                >
                  <OneField
                    {...{ shown, form, names, snippets }}
                    section={section}
                    onChange={(next) => change(shown.name, next)}
                    autoFocus={isGivingReason ? shown.field.whenRefused === true : shown.name === first}
                  />
                </div>
                {below[shown.name] && <div className={classes.wide}>{below[shown.name]}</div>}
              </Fragment>
            ))}
          </Grid>
        </Section>
      ))}
    </div>
  );
}
