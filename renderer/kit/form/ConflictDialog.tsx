import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { type EntityDefinition, type Field, fieldIn } from '../../../shared/schema';
import { DefaultButton, PrimaryButton } from '../base/Button';
import { ChoiceCards } from '../base/ChoiceCards';
import { Dialog } from '../base/Dialog';
import { Icon } from '../base/Icon';
import { FieldValue } from '../inputs/ReadOnlyField';
import { useMeasures } from '../data/clock';
import { formatField } from '../format';
import { bothOf, type Choice, choiceWords, conflictFields, preselected, questionOf } from './conflict-choice';
import classes from './conflict-dialog.module.css';
import { differingPart } from './differing-part';
import { isBlank, type Values } from './values';

export type ConflictDialogProps = {
  opened: boolean;
  /** Closing decides nothing: what was typed stays in the form and in the draft. */
  onClose: () => void;
  entity: EntityDefinition;
  /** Names of the fields that both changed. */
  fields: readonly string[];
  /** What this person typed. */
  mine: Values;
  /** The record as it is now. */
  current: Values;
  /** What the fields held before both changes. */
  before: Values;
  changedBy?: string;
  /** Whom or what the record is about: "Fatima Al-Sayed". */
  about: string;
  names?: Readonly<Record<string, string>>;
  /** The values to go on with, by field, once every one is chosen. */
  onSettled: (chosen: Values) => void;
};

type VersionProps = { field: Field; value: unknown; other: unknown; names: Readonly<Record<string, string>> };

/** One version in full; of texts and numbers the differing part is marked, pictures and names are shown as they are. */
function Version({ field, value, other, names }: VersionProps) {
  const measures = useMeasures();
  if (isBlank(value)) return <span className={classes.none}>Left empty</span>;
  if (['reference', 'references', 'image'].includes(field.kind))
    return <FieldValue {...{ field, value, names }} />;
  const words = (version: unknown) => formatField(field, version, names, { measures });
  const { mine } = differingPart(words(value), words(other));
  return (
    <>
      {mine.before}
      {mine.differs && <mark className={classes.differs}>{mine.differs}</mark>}
      {mine.after}
    </>
  );
}

/** Asks, one field after the other, which of two versions is right. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { opened, onClose, entity, fields, changedBy, about } = props;
  const order = conflictFields(entity, fields);
  const [chosen, setChosen] = useState<Values>({});
  const name = order.find((each) => !Object.hasOwn(chosen, each));
  const ofAny = name === undefined ? undefined : entity.fields[name];
  if (!opened || name === undefined || !ofAny) return null;
  const field = fieldIn(ofAny, props.current);
  const take = (value: unknown) => {
    const next = { ...chosen, [name]: value };
    if (order.every((each) => Object.hasOwn(next, each))) props.onSettled(next);
    else setChosen(next);
  };
  return (
    <Dialog opened onClose={onClose} title={questionOf(field)}>
      <p className={classes.lead}>
        {changedBy
          ? `You and ${changedBy} both changed it for `
          : 'It was changed elsewhere while you changed it, for '}
        <strong>{about}</strong>.
      </p>
      <OneField
        key={name}
        {...props}
        {...{ name, field, take }}
        step={order.length > 1 ? `${order.indexOf(name) + 1} of ${order.length}` : ''}
      />
    </Dialog>
  );
}

type OneFieldProps = ConflictDialogProps & {
  name: string;
  field: Field;
  /** Which of several questions this is; empty for a single one. */
  step: string;
  take: (value: unknown) => void;
};

function OneField({ name, field, step, take, mine, current, before, changedBy, names = {} }: OneFieldProps) {
  const [choice, setChoice] = useState<Choice | null>(preselected(field));
  const [yours, theirs] = [mine[name], current[name]];
  const both = bothOf(field, yours, theirs);
  const words = choiceWords(field, changedBy);
  const values: Record<Choice, unknown> = { mine: yours, theirs, both };
  return (
    <>
      <ChoiceCards
        label={questionOf(field)}
        across
        value={choice}
        onChange={setChoice}
        options={[
          {
            value: 'mine',
            title: 'Yours',
            note: 'not saved yet',
            text: (
              <span className={classes.value}>
                {<Version field={field} value={yours} other={theirs} names={names} />}
              </span>
            ),
          },
          {
            value: 'theirs',
            title: changedBy ?? 'Saved',
            note: 'saved meanwhile',
            text: (
              <span className={classes.value}>
                {<Version field={field} value={theirs} other={yours} names={names} />}
              </span>
            ),
          },
        ]}
      />
      {!isBlank(before[name]) && (
        <p className={classes.before}>
          <Icon icon={IconHistory} />
          <span>
            Before both changes: <FieldValue field={field} value={before[name]} names={names} />
          </span>
        </p>
      )}
      <div className={classes.actions}>
        <span className={classes.step}>{step}</span>
        {both !== undefined && <DefaultButton label={words.both} onClick={() => take(both)} />}
        <PrimaryButton
          label={choice === null ? 'Use the chosen one' : words[choice]}
          disabledReason={choice === null ? 'Choose one of the two first' : undefined}
          autoFocus={choice !== null}
          onClick={() => choice !== null && take(values[choice])}
        />
      </div>
    </>
  );
}
