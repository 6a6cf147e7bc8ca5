import { useState } from 'react';
import type { ReviewItem } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  DefaultButton,
  Failure,
  Link,
  Loading,
  notify,
  QuietButton,
  Row,
  Secondary,
  Section,
  Segmented,
  Stack,
  Strong,
} from '../../kit/base';
import { useClient, usePerson } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { SelectField } from '../../kit/inputs';
import { PlainTable } from '../../kit/record';
import { sentence } from '../../kit/table';
import { kindWords } from './review';
import type { CallState } from './use-call';

const table: EntityTable = entities;
const shownAtOnce = 100;

type Filter = { state: 'open' | 'settled' | 'all'; kind: ReviewItem['kind'] | 'any'; entity: string };

const matches = (item: ReviewItem, { state, kind, entity }: Filter) =>
  (state === 'all' || item.settled === (state === 'settled')) &&
  (kind === 'any' || item.kind === kind) &&
  (entity === 'any' || item.entity === entity);

/** What waits for a person's decision after an adoption; nothing when there was none. */
export function ReviewList({ read }: { read: CallState<ReviewItem[]> }) {
  const client = useClient();
  const [filter, setFilter] = useState<Filter>({ state: 'open', kind: 'any', entity: 'any' });
  const [limit, setLimit] = useState(shownAtOnce);
  const items = read.data;
  if (!items) {
    if (read.error) return <Failure error={read.error} onRetry={read.again} inline />;
    return <Loading rows={3} columns={3} />;
  }
  if (items.length === 0) return null;

  const open = items.filter((item) => !item.settled).length;
  const found = items.filter((item) => matches(item, filter));
  const settle = async (item: ReviewItem, settled: boolean) => {
    try {
      await client.legacy.settle({ id: item.id, settled });
      read.put(items.map((each) => (each.id === item.id ? { ...each, settled } : each)));
      if (settled) notify.done('Dealt with', () => settle(item, false));
    } catch (error) {
      notify.failed(error);
    }
  };
  return (
    <Section title={`To decide: ${open === 0 ? 'nothing left' : formatNumber(open)}`}>
      <Stack gap={12}>
        <ReviewFilters items={items} filter={filter} onChange={setFilter} />
        {found.length === 0 ? (
          <Secondary>{filter.state === 'open' ? 'Nothing is open here.' : 'Nothing matches.'}</Secondary>
        ) : (
          <PlainTable
            label="Things to decide"
            rows={found.slice(0, limit)}
            keyOf={(item) => item.id}
            columns={[
              { label: 'Record', cell: (item) => <Subject item={item} /> },
              { label: 'What is the matter', cell: (item) => item.message },
              { label: 'As it was', cell: (item) => item.value ?? '' },
              {
                label: 'Decision',
                cell: (item) =>
                  item.settled ? (
                    <QuietButton label="Open again" size="small" onClick={() => void settle(item, false)} />
                  ) : (
                    <DefaultButton
                      label="Mark as dealt with"
                      size="small"
                      onClick={() => void settle(item, true)}
                    />
                  ),
              },
            ]}
          />
        )}
        {found.length > limit && (
          <Row>
            <QuietButton
              label={`Show ${formatNumber(Math.min(shownAtOnce, found.length - limit))} more of ${formatNumber(found.length)}`}
              onClick={() => setLimit(limit + shownAtOnce)}
            />
          </Row>
        )}
      </Stack>
    </Section>
  );
}

type FiltersProps = { items: readonly ReviewItem[]; filter: Filter; onChange: (filter: Filter) => void };

function ReviewFilters({ items, filter, onChange }: FiltersProps) {
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

/** The record an item is about, as a link where the person may open it, and the field. */
function Subject({ item }: { item: ReviewItem }) {
  const person = usePerson();
  const definition = table[item.entity];
  const label = sentence(definition?.label.one ?? item.entity);
  const field = item.field ? (definition?.fields[item.field]?.label ?? item.field) : undefined;
  const mayOpen = definition !== undefined && may(person, 'read', definition);
  // What is the matter is put right in the form.
  const form =
    item.entity === 'patients' ? `/patients/${item.record}/edit` : `/${item.entity}/${item.record}?edit=1`;
  return (
    <Stack gap={0}>
      {mayOpen ? <Link to={form}>{item.title ?? label}</Link> : <Strong>{label}</Strong>}
      <Secondary>{[item.title && mayOpen ? label : undefined, field].filter(Boolean).join(', ')}</Secondary>
    </Stack>
  );
}
