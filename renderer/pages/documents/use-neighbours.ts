import { largestPage } from '../../../shared/contract';
import type { Attachment } from '../../../shared/entities';
import { useList } from '../../kit/data';

/** The newest first, as the list of a patient's documents shows them. */
export const newestFirst = [
  { field: 'documentDate', direction: 'descending' },
  { field: 'createdAt', direction: 'descending' },
] as const;

/** The documents of the same patient before and after one, and where it stands: "3 of 14". */
export function useNeighbours(record: Attachment) {
  const { data } = useList(
    'attachments',
    {
      filter: { patient: { is: record.patient } },
      sort: [...newestFirst],
      page: { offset: 0, limit: largestPage },
    },
    { isWanted: record.patient !== undefined && record.deletedAt === undefined },
  );
  const rows = data?.rows ?? [];
  const at = rows.findIndex(({ id }) => id === record.id);
  if (at === -1) return {};
  return { before: rows[at - 1], after: rows[at + 1], place: `${at + 1} of ${data?.total ?? rows.length}` };
}
