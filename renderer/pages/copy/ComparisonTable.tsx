import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ComparedCollection } from '../../../shared/contract';
import { Section, Tag, Unbroken } from '../../kit/base';
import { formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { collectionWords } from './copy-words';

/** So much of a hash tells two apart for a reader; all of it is in its title. */
const SHOWN = 12;

const Hash = ({ sha256 }: { sha256: string }) => (
  <span title={sha256}>
    <Unbroken>{sha256.slice(0, SHOWN)}</Unbroken>
  </span>
);

/** Number and SHA-256 of each kind on both sides; what is not equal first. */
export function ComparisonTable({ compared }: { compared: readonly ComparedCollection[] }) {
  const rows = [...compared].sort((one, other) => Number(one.isEqual) - Number(other.isEqual));
  return (
    <Section
      title="Comparison"
      help="Every document was read on both sides while nobody could save. The marks are the beginnings of SHA-256 over all of them."
    >
      <PlainTable
        label="Both sides, kind by kind"
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { label: 'Kind', cell: ({ name }) => collectionWords(name) },
          { label: 'Here', cell: ({ here }) => formatNumber(here.documents), isNumber: true },
          { label: 'There', cell: ({ there }) => formatNumber(there.documents), isNumber: true },
          { label: 'Mark here', cell: ({ here }) => <Hash sha256={here.sha256} /> },
          { label: 'Mark there', cell: ({ there }) => <Hash sha256={there.sha256} /> },
          {
            label: 'Result',
            cell: ({ isEqual }) =>
              isEqual ? (
                <Tag tone="ok" icon={IconCheck}>
                  Equal
                </Tag>
              ) : (
                <Tag tone="danger" icon={IconAlertTriangle}>
                  Not equal
                </Tag>
              ),
          },
        ]}
      />
    </Section>
  );
}
