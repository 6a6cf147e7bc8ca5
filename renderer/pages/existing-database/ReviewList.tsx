import { useState } from 'react';
import type { ReviewItem } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  Failure,
  Link,
  Loading,
  notify,
  QuietButton,
  Row,
  Secondary,
  Section,
  Stack,
  Strong,
} from '../../kit/base';
import { useClient, usePerson } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { sentence } from '../../kit/table';
import { Decision } from './Decision';
import { type Filter, matches, ReviewFilters } from './ReviewFilters';
import type { CallState } from './use-call';

const table: EntityTable = entities;
const shownAtOnce = 100;

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
  const put = (id: string, state: Pick<ReviewItem, 'settled' | 'isLinked'>) =>
    read.put((now) => now.map((each) => (each.id === id ? { ...each, ...state } : each)));
  const settle = async ({ id }: ReviewItem, settled: boolean) => {
    await client.legacy.settle({ id, settled });
    put(id, { settled, isLinked: false });
  };
  const link = async ({ id }: ReviewItem, to: string | null) => {
    await client.legacy.decide({ id, to });
    put(id, { settled: to !== null, isLinked: to !== null });
  };
  /** Does it, says so with a way back, or says why not. */
  const act = async (done: string, work: () => Promise<void>, undo?: () => Promise<void>) => {
    try {
      await work();
      notify.done(done, undo);
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
                cell: (item) => (
                  <Decision
                    item={item}
                    onLink={(to, title) =>
                      void (to === null
                        ? act('Link taken back', () => link(item, null))
                        : act(
                            title ? `Linked to ${title}` : 'Linked',
                            () => link(item, to),
                            () => link(item, null),
                          ))
                    }
                    onSettle={(settled) =>
                      void act(
                        settled ? 'Dealt with' : 'Open again',
                        () => settle(item, settled),
                        settled ? () => settle(item, false) : undefined,
                      )
                    }
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

/** The record an item is about, as a link into its form where the person may open it, and the field. */
function Subject({ item }: { item: ReviewItem }) {
  const person = usePerson();
  const definition = table[item.entity];
  if (definition && item.record === '')
    return (
      <Stack gap={0}>
        <Strong>{sentence(definition.label.many)}</Strong>
        <Secondary>{item.field}</Secondary>
      </Stack>
    );
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
