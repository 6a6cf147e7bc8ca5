import { IconPlus } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { type EntityName, type EntityTable as Definitions, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { DefaultButton, Empty, Forbidden, Page, PrimaryButton } from '../../kit/base';
import { hostOf, newKeys, useList, usePerson } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { EntityTable, type ListedRecord, type ListQuery, useListQuery } from '../../kit/table';
import { entityIcon } from './entity-icon';
import { listTitle } from './list-title';

const table: Definitions = entities;
const justCounted = { page: { offset: 0, limit: 1 } };

/** The list of any entity, with what the person may do to it. */
export function EntityListPage({ entity }: { entity: EntityName }) {
  const definition = table[entity];
  if (!definition) return <Forbidden />;
  return <ListPage key={entity} entity={entity} definition={definition} />;
}

function ListPage({ entity, definition }: { entity: EntityName; definition: EntityDefinition }) {
  const person = usePerson();
  const navigate = useNavigate();
  const [query, onQueryChange] = useListQuery(definition);
  const [total, setTotal] = useState<number>();
  const isNarrowed = isFiltered(query);
  const everyone = useList(entity, justCounted, { isWanted: isNarrowed && may(person, 'read', definition) });
  const hrefOf = useCallback((record: ListedRecord) => `/${entity}/${record.id}`, [entity]);
  const { one, many } = definition.label;
  const title = query.removed ? `Removed ${many}` : listTitle(definition, person);
  if (!may(person, 'read', definition)) return <Forbidden />;

  const mayCreate = !definition.readOnly && may(person, 'create', definition);
  const shortcut = entity === 'patients' ? newKeys(hostOf(window)).patient : undefined;
  const create = { label: `New ${one}`, icon: IconPlus, onClick: () => void navigate(`/${entity}/new`) };
  const newButton = mayCreate && <PrimaryButton {...create} shortcut={shortcut} />;
  return (
    <Page
      title={title}
      subtitle={countWords(total, isNarrowed && !query.removed ? everyone.data?.total : undefined)}
      actions={(!query.removed && newButton) || undefined}
      flush
      plainHead
    >
      <EntityTable
        entity={entity}
        query={query}
        onQueryChange={onQueryChange}
        hrefOf={hrefOf}
        onOpen={(record) => void navigate(hrefOf(record))}
        onCount={setTotal}
        newAction={mayCreate ? <DefaultButton {...create} /> : undefined}
        empty={
          <Empty
            icon={entityIcon(entity)}
            title={`No ${many} yet`}
            text={
              mayCreate
                ? `The first ${one} you add shows up here.`
                : `They show up here as soon as there are some.`
            }
            actions={newButton || undefined}
          />
        }
      />
    </Page>
  );
}

const isFiltered = (query: ListQuery) => query.text.trim() !== '' || Object.keys(query.filters).length > 0;

function countWords(total: number | undefined, all: number | undefined): string | undefined {
  if (total === undefined) return undefined;
  return all === undefined ? formatNumber(total) : `${formatNumber(total)} of ${formatNumber(all)}`;
}
