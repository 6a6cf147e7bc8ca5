import type { LocalDatabaseStatus } from '../../../shared/contract';
import { Secondary, Section, Unbroken } from '../../kit/base';
import { useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { PlainTable } from '../../kit/record';
import { secondsOf } from './care-words';

type Props = { recoveries: LocalDatabaseStatus['recoveries'] };

/** When the database had not been stopped cleanly, and what became of it. */
export function Recoveries({ recoveries }: Props) {
  const timeZone = useTimeZone();
  return (
    <Section title="Put right by itself">
      {recoveries.length === 0 && <Secondary>It was always stopped cleanly.</Secondary>}
      {recoveries.length > 0 && (
        <PlainTable
          label="Starts after an unclean end"
          rows={recoveries}
          keyOf={({ at }) => at.toISOString()}
          columns={[
            { label: 'Started', cell: ({ at }) => <Unbroken>{formatInstant(at, timeZone)}</Unbroken> },
            {
              label: 'What happened',
              cell: ({ milliseconds }) =>
                `It had not been stopped cleanly. It went through its journal and was ready after ${secondsOf(milliseconds)}; what had been saved is there.`,
            },
          ]}
        />
      )}
    </Section>
  );
}
