import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ComponentType, type FocusEvent, useEffect, useId, useRef, useState } from 'react';
import { QuietButton } from '../base/Button';
import { IconButton } from '../base/IconButton';
import { Grid } from '../base/Layout';
import type { FieldInputProps, NestingInputProps, PartsInputProps } from './input-props';
import classes from './inputs.module.css';
import { errorsUnder, nextEntry, type Parts, partsOf, withPart } from './parts';

/** Kinds whose parts know of one another bring inputs of their own. */
type WithOwnParts = NestingInputProps & { PartsInput?: ComponentType<PartsInputProps> };

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

/** The inputs of all parts, each by itself. */
function EachPart(props: PartsInputProps) {
  const { name, fields, parts, errors, onParts, hideLabels, PartInput, disabled, names, onBlur } = props;
  return Object.entries(fields).map(([part, field]) => (
    <PartInput
      key={part}
      name={`${name}.${part}`}
      field={field}
      value={parts[part]}
      error={errors[part]}
      nestedErrors={errorsUnder(errors, part)}
      hideLabel={hideLabels}
      onChange={(next) => onParts(withPart(parts, part, next))}
      {...{ disabled, names, onBlur }}
    />
  ));
}

const optional = (fields: PartsInputProps['fields']) =>
  Object.fromEntries(Object.entries(fields).map(([part, field]) => [part, { ...field, required: false }]));

/** Fields that belong together, such as an emergency contact. Empty when all of them are. */
export function GroupInput(props: WithOwnParts) {
  const { name, field, value, onChange, onBlur, nestedErrors, disabled, names, hideLabel, label } = props;
  const { PartInput, PartsInput } = props;
  const fields = field.fields ?? {};
  const inputs: PartsInputProps = {
    name,
    // Parts are asked for only once there is a group: an optional one left out needs none of them.
    fields: field.required || value !== undefined ? fields : optional(fields),
    parts: partsOf(value),
    errors: nestedErrors ?? {},
    onParts: onChange,
    ...{ disabled, names, onBlur, PartInput },
  };
  return (
    <fieldset className={classes.fieldset} aria-label={hideLabel ? (label ?? field.label) : undefined}>
      {!hideLabel && <legend className={classes.legend}>{label ?? field.label}</legend>}
      {PartsInput ? (
        <PartsInput {...inputs} />
      ) : (
        <Grid columns={3} min={200}>
          <EachPart {...inputs} />
        </Grid>
      )}
      <Help props={props} />
    </fieldset>
  );
}

/** Whether the cursor goes out of what is around it. */
export const isLeft = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>): boolean =>
  // Where the window is left, nothing else has the focus: it comes back to where it was.
  !currentTarget.contains(relatedTarget ?? document.activeElement);

type RowProps = {
  row: Parts;
  index: number;
  list: WithOwnParts;
  isFirst: boolean;
  onRow: (row: Parts | null) => void;
};

function EntryRow({ row, index, list, isFirst, onRow }: RowProps) {
  const { name, field, nestedErrors, disabled, names, onBlur, PartInput, PartsInput } = list;
  const inputs: PartsInputProps = {
    name: `${name}.${index}`,
    fields: field.fields ?? {},
    parts: row,
    errors: errorsUnder(nestedErrors, String(index)),
    hideLabels: !isFirst,
    onParts: (next) => onRow(next ?? {}),
    ...{ disabled, names, PartInput },
    // Parts that know of one another are left with their row, of which its button is a part.
    onBlur: PartsInput ? undefined : onBlur,
  };
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (PartsInput && isLeft(event)) onBlur?.();
  };
  return (
    <div className={classes.entry} role="group" aria-label={`${field.label}, ${index + 1}`} onBlur={leave}>
      {PartsInput ? (
        <PartsInput {...inputs} />
      ) : (
        <div className={classes.entryFields}>
          <EachPart {...inputs} />
        </div>
      )}
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

type ListProps = WithOwnParts & {
  /** What a new row holds, made from the row before. Left out: it continues that row. */
  newRow?: (last: Parts | undefined) => Parts;
};

/** A list of such groups, one a row. "Add" continues the row before: the next day with the same hours. */
export function EntriesInput(props: ListProps) {
  const { field, value, onChange, disabled, hideLabel, label } = props;
  const { newRow = (last) => nextEntry(last, field.fields ?? {}) } = props;
  const legend = useId();
  const list = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added === 0) return;
    const rowsThere = list.current?.querySelectorAll(':scope > [role="group"]') ?? [];
    [...rowsThere].at(-1)?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [added]);
  const rows = Array.isArray(value) ? value.map(partsOf) : [];
  return (
    <fieldset className={classes.fieldset} aria-labelledby={hideLabel ? undefined : legend}>
      {!hideLabel && (
        <legend id={legend} className={classes.legend}>
          {label ?? field.label}
        </legend>
      )}
      <div className={classes.entries} ref={list}>
        {rows.map((row, index) => (
          <EntryRow
            // Rows have no identity but their place; inputs are controlled, so a removed row leaves nothing behind.
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
              onClick={() => {
                onChange([...rows, newRow(rows.at(-1))]);
                setAdded(added + 1);
              }}
            />
          </div>
        )}
      </div>
      <Help props={props} />
    </fieldset>
  );
}
