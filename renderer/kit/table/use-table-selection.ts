import { useMemo, useState } from 'react';
import { largestPage, type ListInput } from '../../../shared/contract';
import type { EntityName } from '../../../shared/entities';
import { notify } from '../base';
import { callsOf, useClient } from '../data';
import type { Selection } from './selection';
import type { ListedRecord } from './use-list-rows';

const nothing: Selection<ListedRecord> = new Map();

export type TableSelection = {
  readonly records: Selection<ListedRecord>;
  readonly set: (records: Selection<ListedRecord>) => void;
  readonly clear: () => void;
  /** Every record that the list shows; the list must be short enough for one page. */
  readonly selectAll: () => Promise<void>;
};

/** The selected records of a list. What was chosen in one list (of other filters) is not chosen in another. */
export function useTableSelection(entity: EntityName, input: ListInput): TableSelection {
  const client = useClient();
  const question = JSON.stringify(input);
  const [state, setState] = useState({ question, records: nothing });
  const records = state.question === question ? state.records : nothing;
  return useMemo(() => {
    const set = (next: Selection<ListedRecord>) => setState({ question, records: next });
    return {
      records,
      set,
      clear: () => set(nothing),
      selectAll: async () => {
        try {
          const page = await callsOf(client, entity).list({
            ...input,
            page: { offset: 0, limit: largestPage },
          });
          // RecordOf of any entity has the system fields; its own are read by name.
          set(new Map(page.rows.map((row) => [row.id, row as unknown as ListedRecord])));
        } catch (error) {
          notify.failed(error);
        }
      },
    };
  }, [client, entity, input, question, records]);
}
