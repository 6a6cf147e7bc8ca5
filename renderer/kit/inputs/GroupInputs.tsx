import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { QuietButton } from '../base/Button';
import { IconButton } from '../base/IconButton';
import { Grid } from '../base/Layout';
import type { FieldInputProps, NestingInputProps } from './input-props';
import classes from './inputs.module.css';
import { errorsUnder, nextEntry, type Parts, partsOf, withPart } from './parts';

function Help({ props }: { props: FieldInputProps }) {
  const { error, note, field } = props;
  const help = note ?? field.help;
  return (
    <>
      {help && <div className={classes.help}>{help}</div>}
      {error && (
        <div className={classes.error} role="alert">
          {error}
        </div>
      )}
    </>
  );
}

/** Fields that belong together, such as an emergency contact. Empty when all of them are. */
export function GroupInput(props: NestingInputProps) {
  const { name, field, value, onChange, onBlur, nestedErrors, disabled, names, hideLabel, label, PartInput } =
    props;
  const parts = partsOf(value);
  return (
    <fieldset className={classes.fieldset} aria-label={hideLabel ? (label ?? field.label) : undefined}>
      {!hideLabel && <legend className={classes.legend}>{label ?? field.label}</legend>}
      <Grid columns={3} min={200}>
        {Object.entries(field.fields ?? {}).map(([part, partField]) => (
          <PartInput
            key={part}
            name={`${name}.${part}`}
            // Parts are asked for only once there is a group: an optional one left out needs none of them.
            field={field.required || value !== undefined ? partField : { ...partField, required: false }}
            value={parts[part]}
            error={nestedErrors?.[part]}
            nestedErrors={errorsUnder(nestedErrors, part)}
            onChange={(next) => onChange(withPart(parts, part, next))}
            {...{ disabled, names, onBlur }}
          />
        ))}
      </Grid>
      <Help props={props} />
    </fieldset>
  );
}

type RowProps = {
  row: Parts;
  index: number;
  list: NestingInputProps;
  isFirst: boolean;
  onRow: (row: Parts | null) => void;
};

function EntryRow({ row, index, list, isFirst, onRow }: RowProps) {
  const { name, field, nestedErrors, disabled, names, onBlur, PartInput } = list;
  const errors = errorsUnder(nestedErrors, String(index));
  return (
    <div className={classes.entry} role="group" aria-label={`${field.label}, ${index + 1}`}>
      <div className={classes.entryFields}>
        {Object.entries(field.fields ?? {}).map(([part, partField]) => (
          <PartInput
            key={part}
            name={`${name}.${index}.${part}`}
            field={partField}
            value={row[part]}
            error={errors[part]}
            hideLabel={!isFirst}
            onChange={(next) => onRow(withPart(row, part, next) ?? {})}
            {...{ disabled, names, onBlur }}
          />
        ))}
      </div>
      {!disabled && (
        <div className={classes.entryRemove} style={isFirst ? { paddingTop: '1.375rem' } : undefined}>
          <IconButton
            label={`Remove ${field.label}, ${index + 1}`}
            icon={IconTrash}
            onClick={() => onRow(null)}
          />
        </div>
      )}
    </div>
  );
}

/** A list of such groups, one a row. "Add" continues the row before: the next day with the same hours. */
export function EntriesInput(props: NestingInputProps) {
  const { field, value, onChange, disabled, hideLabel, label } = props;
  const legend = useId();
  const rows = Array.isArray(value) ? value.map(partsOf) : [];
  return (
    <fieldset className={classes.fieldset} aria-labelledby={hideLabel ? undefined : legend}>
      {!hideLabel && (
        <legend id={legend} className={classes.legend}>
          {label ?? field.label}
        </legend>
      )}
      <div className={classes.entries}>
        {rows.map((row, index) => (
          <EntryRow
            // Rows have no identity but their place; inputs are controlled, so a removed row leaves nothing behind.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            row={row}
            index={index}
            list={props}
            isFirst={index === 0}
            onRow={(next) =>
              onChange(next ? rows.with(index, next) : rows.filter((_, position) => position !== index))
            }
          />
        ))}
        {!disabled && (
          <div className={classes.add}>
            <QuietButton
              icon={IconPlus}
              label={`Add ${field.label.toLowerCase()}`}
              size="small"
              onClick={() => onChange([...rows, nextEntry(rows.at(-1), field.fields ?? {})])}
            />
          </div>
        )}
      </div>
      <Help props={props} />
    </fieldset>
  );
}
