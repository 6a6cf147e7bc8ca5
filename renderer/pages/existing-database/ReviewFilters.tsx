import type { ReviewItem } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { Row, Segmented } from '../../kit/base';
import { SelectField } from '../../kit/inputs';
import { sentence } from '../../kit/table';
import { kindWords } from './review';

const table: EntityTable = entities;

/** Which items are shown. */
export type Filter = {
  state: 'open' | 'settled' | 'all';
  kind: ReviewItem['kind'] | 'any';
  entity: string;
};

export const matches = (item: ReviewItem, { state, kind, entity }: Filter): boolean =>
  (state === 'all' || item.settled === (state === 'settled')) &&
  (kind === 'any' || item.kind === kind) &&
  (entity === 'any' || item.entity === entity);

type Props = { items: readonly ReviewItem[]; filter: Filter; onChange: (filter: Filter) => void };

/** By state, by what is the matter and by kind of record; only what occurs is offered. */
export function ReviewFilters({ items, filter, onChange }: Props) {
  const kinds = [...new Set(items.map((item) => item.kind))];
  const kindsOfRecords = [...new Set(items.map((item) => item.entity))];
  return (
    <Row gap={12}>
      <Segmented
        label="Show"
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
        options={[
          { value: 'open', label: 'Open' },
          { value: 'settled', label: 'Dealt with' },
          { value: 'all', label: 'All' },
        ]}
      />
      <SelectField
        label="What is the matter"
        hideLabel
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
        options={[
          { value: 'any' as const, label: 'Whatever is the matter' },
          ...kinds.map((kind) => ({ value: kind, label: kindWords[kind] })),
        ]}
        width={240}
      />
      <SelectField
        label="Kind of record"
        hideLabel
        value={filter.entity}
        onChange={(entity) => onChange({ ...filter, entity })}
        options={[
          { value: 'any', label: 'All records' },
          ...kindsOfRecords.map((name) => ({
            value: name,
            label: sentence(table[name]?.label.many ?? name),
          })),
        ]}
        width={180}
      />
    </Row>
  );
}
