import { useState } from 'react';
import { type EntityName, entities, type EntityTable } from '../../../shared/entities';
import { notify } from '../base';
import { callsOf, useClient, useRefresher } from '../data';
import { formatNumber } from '../format';
import type { Selection } from './selection';
import type { ListedRecord } from './use-list-rows';

const table: EntityTable = entities;
/** Calls under way at once: enough to be quick, few enough to leave room for others. */
const atOnce = 4;

async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<unknown[]> {
  const waiting = [...items];
  const failures: unknown[] = [];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures;
}

export type TableActions = {
  isBusy: boolean;
  /** Removes the records, says how many and offers to undo it. Failures are told; what failed stays. */
  remove: (selection: Selection<ListedRecord>) => Promise<void>;
  restore: (selection: Selection<ListedRecord>) => Promise<void>;
};

/** What can be done with several records at once. */
export function useTableActions(entity: EntityName): TableActions {
  const client = useClient();
  const refresher = useRefresher();
  const [isBusy, setIsBusy] = useState(false);
  const calls = callsOf(client, entity);
  const label = table[entity]?.label;
  const counted = (count: number) =>
    `${formatNumber(count)} ${(count === 1 ? label?.one : label?.many) ?? ''}`;

  async function run(records: readonly ListedRecord[], work: (record: ListedRecord) => Promise<unknown>) {
    setIsBusy(true);
    const failures = await each(records, async (record) => {
      await work(record);
      refresher.changed({ entity, id: record.id });
    });
    setIsBusy(false);
    if (failures.length > 0) notify.failed(failures[0]);
    return records.length - failures.length;
  }
  const bringBack = async (records: readonly ListedRecord[]) => {
    const count = await run(records, (record) => calls.restore({ id: record.id }));
    if (count > 0) notify.done(`${counted(count)} brought back`);
  };
  return {
    isBusy,
    remove: async (selection) => {
      const records = [...selection.values()];
      const gone: ListedRecord[] = [];
      await run(records, async (record) => {
        await calls.remove({ id: record.id, revision: record.revision });
        gone.push(record);
      });
      if (gone.length > 0) notify.done(`${counted(gone.length)} removed`, () => bringBack(gone));
    },
    restore: (selection) => bringBack([...selection.values()]),
  };
}
