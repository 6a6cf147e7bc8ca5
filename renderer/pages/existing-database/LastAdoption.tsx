import type { AdoptionSummary, LegacyInspection } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { Facts, Quiet, Section, Stack, Strong } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatInstant, formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { sentence } from '../../kit/table';

const table: EntityTable = entities;

type Row = { kind: string; before?: number; after?: number; note?: string };

type Props = { last: AdoptionSummary; collections: LegacyInspection['collections'] };

/**
 * What an adoption that has ended brought in: when, by whom, before and after, what it left alone because Clinic Desk has
 * no place for it, and where the copy from before is.
 */
export function LastAdoption({ last, collections }: Props) {
  const timeZone = useTimeZone();
  const rows: Row[] = last.collections.map(({ collection, before, adopted }) => ({
    kind: sentence(table[collection]?.label.many ?? collection),
    before,
    after: adopted,
    note: before > adopted ? `${formatNumber(before - adopted)} left as they were` : undefined,
  }));
  if (last.patientsMade > 0)
    rows.push({ kind: 'Patients', after: last.patientsMade, note: 'Made of the older system’s users' });
  const isForeign = ({ collection, documents }: (typeof collections)[number]) =>
    documents > 0 && !Object.hasOwn(table, collection);
  for (const { collection, documents } of collections.filter(isForeign))
    rows.push({ kind: collection, before: documents, note: 'Not part of Clinic Desk: left as it is' });
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
            {
              label: 'In Clinic Desk',
              cell: (row) => (row.after === undefined ? <Quiet>none</Quiet> : formatNumber(row.after)),
              isNumber: true,
            },
            { label: 'Note', cell: (row) => row.note && <Quiet>{row.note}</Quiet> },
          ]}
        />
      </Stack>
    </Section>
  );
}
