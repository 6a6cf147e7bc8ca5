import type { AdoptionSummary } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { Facts, Quiet, Section, Stack, Strong } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { sentence } from '../../kit/table';

const table: EntityTable = entities;

type Row = { kind: string; before?: number; after: number; note?: string };

/** What an adoption that has ended brought in: when, by whom, before and after, and where the copy from before is. */
export function LastAdoption({ last }: { last: AdoptionSummary }) {
  const timeZone = useTimeZone();
  const rows: Row[] = last.collections.map(({ collection, before, adopted }) => ({
    kind: sentence(table[collection]?.label.many ?? collection),
    before,
    after: adopted,
    note: before > adopted ? `${formatNumber(before - adopted)} left as they were` : undefined,
  }));
  if (last.patientsMade > 0)
    rows.push({ kind: 'Patients', after: last.patientsMade, note: 'Made of the older system’s users' });
  return (
    <Section title="What was brought in">
      <Stack gap={16}>
        <Facts
          labelWidth={120}
          items={[
            { label: 'When', value: formatInstant(last.endedAt, timeZone) },
            { label: 'By', value: last.by ?? 'A start with --adopt' },
            { label: 'Copy of before', value: last.backupFolder },
          ]}
        />
        <PlainTable
          label="Records before and after"
          rows={rows}
          keyOf={(row) => row.kind}
          columns={[
            { label: 'Kind', cell: (row) => <Strong>{row.kind}</Strong> },
            {
              label: 'In the older system',
              cell: (row) => (row.before === undefined ? <Quiet>none</Quiet> : formatNumber(row.before)),
              isNumber: true,
            },
            { label: 'In Clinic Desk', cell: (row) => formatNumber(row.after), isNumber: true },
            { label: 'Note', cell: (row) => row.note && <Quiet>{row.note}</Quiet> },
          ]}
        />
      </Stack>
    </Section>
  );
}
