import { IconDeviceDesktop, IconServer } from '@tabler/icons-react';
import { thisComputerName } from '../../../shared/rules/connections/fields';
import { Link, Stack } from '../../kit/base';
import { useConnections } from '../../kit/data';
import { FactCard } from '../../kit/shell';

/** What the first page says of the place of the records. */
export const placeQuestion = (label: string) =>
  label === thisComputerName
    ? {
        title: 'The records live on this computer',
        text: 'Clinic Desk keeps them in a database of its own, which only it can open.',
      }
    : {
        title: `The records live in ${label}`,
        text: 'Clinic Desk keeps them in the database that this connection leads to. Nobody has an account of Clinic Desk in it yet. What else is in it stays as it is.',
      };

type Props = { label: string; secrets: string | undefined };

/** Where the records will stand, and the way to another place as long as nothing is in this one. */
export function RecordsPlace({ label, secrets }: Props) {
  const { data } = useConnections();
  return (
    <Stack gap={12}>
      {label === thisComputerName ? (
        <FactCard
          icon={IconDeviceDesktop}
          title={label}
          text="The records stand in the data folder of Clinic Desk, and stay there when the program is updated."
          points={[
            'Works without internet',
            'No account needed',
            ...(secrets ? [`Its password is kept in ${secrets}`] : []),
          ]}
        />
      ) : (
        <FactCard
          icon={IconServer}
          title={label}
          text="The records stand in its database, and stay there when the program is updated. An older system’s records that are there are left as they are until you adopt them under Existing database."
          points={[]}
        />
      )}
      {data && !data.isFixed && (
        <Link to="/connections">Use a server in the clinic, Atlas or another connection instead</Link>
      )}
    </Stack>
  );
}
