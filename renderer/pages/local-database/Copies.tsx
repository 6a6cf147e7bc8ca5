import type { LocalDatabaseStatus } from '../../../shared/contract';
import { Paragraph, Secondary, Section, Stack, Unbroken } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatBytes } from '../../kit/files/bytes';
import { formatInstant, formatNumber } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { ShowFolder } from './ShowFolder';

/** The copies of the files that were made on this computer. */
export function Copies({ status: { copies, backups } }: { status: LocalDatabaseStatus }) {
  const timeZone = useTimeZone();
  return (
    <Section title="Copies of its files" action={<ShowFolder what="copies" path={backups} />}>
      <Stack gap={8}>
        <Paragraph>
          They lie on the same disk: take one to another place too. Whoever has a copy can read the records.
          The file READ ME in it says how it is used.
        </Paragraph>
        {copies.length === 0 && <Secondary>None was made yet.</Secondary>}
        {copies.length > 0 && (
          <PlainTable
            label="Copies of the files"
            rows={copies}
            keyOf={({ path }) => path}
            columns={[
              { label: 'Made', cell: ({ at }) => <Unbroken>{formatInstant(at, timeZone)}</Unbroken> },
              { label: 'Folder', cell: ({ name }) => name },
              { label: 'Files', cell: ({ files }) => formatNumber(files) },
              { label: 'Size', cell: ({ bytes }) => <Unbroken>{formatBytes(bytes)}</Unbroken> },
              { label: 'MongoDB', cell: ({ version }) => version ?? 'not known' },
            ]}
          />
        )}
      </Stack>
    </Section>
  );
}
