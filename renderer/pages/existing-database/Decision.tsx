import { useState } from 'react';
import type { ReviewItem } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { mayWrite } from '../../../shared/rules/permissions';
import type { EntityDefinition, Field } from '../../../shared/schema';
import { Quiet, QuietButton, Row, Stack } from '../../kit/base';
import { usePerson } from '../../kit/data';
import { FieldInput, isId, SelectField } from '../../kit/inputs';
import { whoMay } from './who-may';

const table: EntityTable = entities;

type Props = {
  item: ReviewItem;
  /** Links the record to the chosen one and settles the item; null takes that back. */
  onLink: (to: string | null, title?: string) => void;
  onSettle: (settled: boolean) => void;
};

/** What a person can do about an item: choose whom it is about, in the row, or say that it is dealt with. */
export function Decision({ item, onLink, onSettle }: Props) {
  const person = usePerson();
  if (item.settled)
    return item.isLinked ? (
      <QuietButton label="Take the link back" size="small" onClick={() => onLink(null)} />
    ) : (
      <QuietButton label="Open again" size="small" onClick={() => onSettle(false)} />
    );
  const link = linkOf(item);
  const isMine = link && mayWrite(person, 'update', link.entity, link.field);
  return (
    <Stack gap={4}>
      {link && isMine && <LinkPicker item={item} field={link.field} onLink={onLink} />}
      {link && !isMine && (
        <Quiet>{`${whoMay('update', link.entity, link.field)} can choose, in the record.`}</Quiet>
      )}
      <Row>
        <QuietButton label="Mark as dealt with" size="small" onClick={() => onSettle(true)} />
      </Row>
    </Stack>
  );
}

type Link = { entity: EntityDefinition; field: Field };

/** The one reference that an item is about; undefined when there is none. */
function linkOf({ entity: name, field: fieldName = '', record }: ReviewItem): Link | undefined {
  const entity = table[name];
  const field = entity && Object.hasOwn(entity.fields, fieldName) ? entity.fields[fieldName] : undefined;
  return entity && field?.kind === 'reference' && record !== '' ? { entity, field } : undefined;
}

/** The place of "Someone else" among the ids of candidates. */
const other = 'other';

type PickerProps = { item: ReviewItem; field: Field; onLink: (to: string, title?: string) => void };

/** Those whom the name may mean, or anyone, found by typing. */
function LinkPicker({ item, field, onLink }: PickerProps) {
  const candidates = item.candidates ?? [];
  const [isOther, setIsOther] = useState(false);
  const [typed, setTyped] = useState<unknown>();
  const label = `${field.label} of ${item.title ?? 'this record'}`;
  if (candidates.length > 0 && !isOther)
    return (
      <SelectField
        label={label}
        hideLabel
        placeholder="Link to…"
        value={null}
        options={[
          ...candidates.map(({ id, title, detail }) => ({
            value: id,
            label: [title, detail].filter(Boolean).join(', '),
          })),
          { value: other, label: 'Another…' },
        ]}
        onChange={(chosen) => {
          if (chosen === other) setIsOther(true);
          else onLink(chosen, candidates.find(({ id }) => id === chosen)?.title);
        }}
      />
    );
  return (
    <FieldInput
      name={item.id}
      field={field}
      label={label}
      hideLabel
      // The row says what it is about.
      note=""
      placeholder="Link to…"
      autoFocus={isOther}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        if (isId(next)) onLink(next);
      }}
    />
  );
}
