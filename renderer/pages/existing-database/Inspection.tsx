import type { LegacyInspection } from '../../../shared/contract';
import { entities, type EntityTable } from '../../../shared/entities';
import { Paragraph, Quiet, Secondary, Section, Stack, Strong } from '../../kit/base';
import { formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { sentence } from '../../kit/table';

const table: EntityTable = entities;
type Collection = LegacyInspection['collections'][number];
type Sample = Collection['samples'][number];

const nameOf = (collection: string) => sentence(table[collection]?.label.many ?? collection);

/** What an adoption would do, before it does anything. */
export function Inspection({ found }: { found: LegacyInspection }) {
  const { collections, patientsToMake, toReview } = found;
  const consequences = [
    patientsToMake === 1 && 'One patient is made of its one user, who signs in as before.',
    patientsToMake > 1 &&
      `${formatNumber(patientsToMake)} patients are made of its users, who sign in as before.`,
    toReview === 1 && 'One thing needs a person’s decision; it is listed here afterwards.',
    toReview > 1 &&
      `${formatNumber(toReview)} things need a person’s decision; they are listed here afterwards.`,
  ].filter(Boolean);
  const sampled = collections.flatMap((each) =>
    each.samples.map((sample) => ({ collection: each.collection, sample })),
  );
  return (
    <>
      <Section title="What adopting does">
        <Paragraph>
          First a plain copy of the whole database is written into the backup folder. Then each record is put
          into the form of today: numbers that were phones become text, dates become dates, names become links
          where they are unambiguous. What cannot be read is kept as it was and listed.{' '}
          {consequences.join(' ')}
        </Paragraph>
      </Section>
      <Section title="What is there now">
        <PlainTable
          label="Records of the older system by kind"
          rows={collections}
          keyOf={(row) => row.collection}
          columns={[
            { label: 'Kind', cell: (row) => <Strong>{nameOf(row.collection)}</Strong> },
            { label: 'Records', cell: (row) => formatNumber(row.documents), isNumber: true },
            { label: 'To adopt', cell: (row) => formatNumber(row.toAdopt), isNumber: true },
            { label: 'What would change', cell: (row) => <ChangesOf collection={row} /> },
          ]}
        />
      </Section>
      {sampled.length > 0 && (
        <Section title="For example">
          <Stack gap={20}>
            {sampled.map(({ collection, sample }) => (
              <Example key={`${collection} ${sample.id}`} collection={collection} sample={sample} />
            ))}
          </Stack>
        </Section>
      )}
    </>
  );
}

function ChangesOf({ collection }: { collection: Collection }) {
  if (collection.changes.length === 0) return <Quiet>Nothing</Quiet>;
  return (
    <Stack gap={0}>
      {collection.changes.map((change) => (
        <Secondary key={change.what} numbers>
          {`${change.what} · ${formatNumber(change.count)}`}
        </Secondary>
      ))}
    </Stack>
  );
}

function Example({ collection, sample }: { collection: string; sample: Sample }) {
  const fields = [...new Set([...Object.keys(sample.before), ...Object.keys(sample.after)])];
  const rows = fields.map((field) => ({ field, before: sample.before[field], after: sample.after[field] }));
  return (
    <Stack gap={4}>
      <Strong>{sentence(table[collection]?.label.one ?? collection)}</Strong>
      <PlainTable
        label={`One of the ${nameOf(collection).toLowerCase()}, before and after`}
        rows={rows}
        keyOf={(row) => row.field}
        columns={[
          { label: 'Field', cell: (row) => <Quiet>{row.field}</Quiet> },
          { label: 'Before', cell: (row) => row.before ?? <Quiet>not there</Quiet> },
          {
            label: 'After',
            cell: (row) => {
              if (row.after === undefined) return <Quiet>not there</Quiet>;
              return row.after === row.before ? <Quiet>as it was</Quiet> : <Strong>{row.after}</Strong>;
            },
          },
        ]}
      />
    </Stack>
  );
}
