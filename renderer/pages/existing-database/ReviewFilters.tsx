import { entities, type EntityTable } from '../../../shared/entities';
import { Row, Segmented } from '../../kit/base';
import { SelectField } from '../../kit/inputs';
import { sentence } from '../../kit/table';
import { type Filter, kindWords, type ReviewCount } from './review';

const table: EntityTable = entities;

type Props = { counts: readonly ReviewCount[]; filter: Filter; onChange: (filter: Filter) => void };

/** By state, by what is the matter and by kind of record; only what occurs is offered. */
export function ReviewFilters({ counts, filter, onChange }: Props) {
  const kinds = [...new Set(counts.map((count) => count.kind))];
  const kindsOfRecords = [...new Set(counts.map((count) => count.entity))];
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
