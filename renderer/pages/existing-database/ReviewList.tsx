import type { ReviewItem } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import {
  Failure,
  Link,
  Loading,
  notify,
  Quiet,
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
import { perPage, type Review } from './review';
import { ReviewFilters } from './ReviewFilters';
import { whoMay } from './who-may';

const table: EntityTable = entities;

/** What waits for a person's decision after an adoption; nothing when there was none. */
export function ReviewList({ review }: { review: Review }) {
  const client = useClient();
  const { counts, open, items, total, filter } = review;
  if (!counts) {
    if (review.error) return <Failure error={review.error} onRetry={review.again} inline />;
    return <Loading rows={3} columns={3} />;
  }
  if (counts.length === 0) return null;

  const settle = async (item: ReviewItem, settled: boolean) => {
    await client.legacy.settle({ id: item.id, settled });
    review.put(item, { settled, isLinked: false });
  };
  const link = async (item: ReviewItem, to: string | null) => {
    await client.legacy.decide({ id: item.id, to });
    review.put(item, { settled: to !== null, isLinked: to !== null });
  };
  /** Does it, says so with a way back, or says why not. */
  const act = async (done: string, work: () => Promise<void>, undo?: () => Promise<void>) => {
    try {
      await work();
      notify.done(done, undo);
    } catch (error) {
      notify.failed(error);
      // Somebody else may have decided it.
      review.again();
    }
  };
  return (
    <Section title={`To decide: ${open === 0 ? 'nothing left' : formatNumber(open)}`}>
      <Stack gap={12}>
        <ReviewFilters counts={counts} filter={filter} onChange={review.setFilter} />
        {items.length === 0 ? (
          <NothingShown review={review} />
        ) : (
          <PlainTable
            label="Things to decide"
            rows={items}
            keyOf={(item) => item.id}
            columns={[
              { label: 'Record', cell: (item) => <Subject item={item} /> },
              { label: 'What is the matter', cell: (item) => item.message },
              { label: 'As it was', cell: (item) => <Before item={item} /> },
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
        {!review.isLoading && total > items.length && (
          <Row>
            <QuietButton
              label={`Show ${formatNumber(Math.min(perPage, total - items.length))} more of ${formatNumber(total)}`}
              onClick={() => void review.more().catch(notify.failed)}
            />
          </Row>
        )}
      </Stack>
    </Section>
  );
}

/** The old value, or who reads it where the person may not. */
function Before({ item }: { item: ReviewItem }) {
  const entity = table[item.entity];
  const field = entity?.fields[item.field ?? ''];
  if (!item.hasHiddenValue || !entity || !field) return item.value ?? '';
  return <Quiet>{`${whoMay('read', entity, field)} sees it in the record.`}</Quiet>;
}

/** Why no item is shown: they are still fetched, could not be, or there is none. */
function NothingShown({ review }: { review: Review }) {
  if (review.isLoading) return <Loading rows={3} columns={3} />;
  if (review.error) return <Failure error={review.error} onRetry={review.again} inline />;
  // All that were fetched are dealt with.
  if (review.total > 0) return null;
  return (
    <Secondary>{review.filter.state === 'open' ? 'Nothing is open here.' : 'Nothing matches.'}</Secondary>
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
