import { IconCloud, IconServer, IconServer2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CopyCheck, SavedConnection } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import {
  Banner,
  ChoiceCards,
  DefaultButton,
  Empty,
  Facts,
  Failure,
  Paragraph,
  PrimaryButton,
  Row,
  Section,
  Stack,
} from '../../kit/base';
import { type KnownConnections, useClient } from '../../kit/data';
import { formatBytes } from '../../kit/files';

type Props = { known: KnownConnections; onStart: (to: string) => Promise<void> };

type Checked =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'answered'; readonly found: CopyCheck }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Steps one and two: where the copy goes, and what is there. */
export function ChooseTarget({ known, onStart }: Props) {
  const client = useClient();
  const navigate = useNavigate();
  const [to, setTo] = useState<string | null>(null);
  const [checked, setChecked] = useState<Checked>({ kind: 'none' });
  const targets = known.connections.filter(({ id, fields }) => id !== known.open && fields);
  const chosen = targets.find(({ id }) => id === to);

  const check = async (id: string) => {
    setChecked({ kind: 'checking' });
    try {
      setChecked({ kind: 'answered', found: await client.copies.check({ to: id }) });
    } catch (error) {
      setChecked({ kind: 'failed', error });
    }
  };

  if (known.isFixed)
    return (
      <Banner tone="info" boxed>
        {known.isFixed}
      </Banner>
    );
  const openName = known.connections.find(({ id }) => id === known.open)?.name;
  const here = known.connections.find(({ id, kind }) => kind === 'thisComputer' && id !== known.open);
  const notHere = here && openName && (
    <Paragraph>
      {`"${here.name}" is not offered: a copy goes only into an empty database of a server, or into one that was never set up. What is saved at ${openName} stays there. To move the clinic on, add a connection to an empty database on another server and copy it there. "${here.name}" can still be opened under Connections, with what it held before.`}
    </Paragraph>
  );
  if (targets.length === 0)
    return (
      <>
        <Empty
          icon={IconServer2}
          title="There is no connection to copy to"
          text="Add the server or the cloud that the clinic is to move to, and test it. Then come back here."
          actions={
            <PrimaryButton label="Add a connection" onClick={() => void navigate('/connections/new')} />
          }
        />
        {notHere}
      </>
    );
  return (
    <>
      <Section title="Where to">
        <Stack gap={12}>
          <ChoiceCards
            label="Where the copy goes"
            value={to}
            onChange={(next) => {
              setTo(next);
              setChecked({ kind: 'none' });
            }}
            options={targets.map((each) => ({
              value: each.id,
              title: each.name,
              text: placeWords(each),
              icon: each.kind === 'cloud' ? IconCloud : IconServer,
            }))}
          />
          {notHere}
          <Row>
            <DefaultButton
              label="Look what is there"
              disabledReason={chosen ? undefined : 'Choose a connection first'}
              loading={checked.kind === 'checking'}
              onClick={() => void (chosen && check(chosen.id))}
            />
          </Row>
        </Stack>
      </Section>
      {checked.kind === 'failed' && (
        <Failure error={checked.error} inline onRetry={() => void (chosen && check(chosen.id))} />
      )}
      {checked.kind === 'answered' && chosen && (
        <Found found={checked.found} target={chosen} onStart={() => onStart(chosen.id)} />
      )}
    </>
  );
}

const placeWords = ({ fields }: SavedConnection) =>
  fields &&
  `${fields.hosts.map(({ host, port }) => (port ? `${host}:${port}` : host)).join(', ')} · database ${fields.database}`;

type FoundProps = { found: CopyCheck; target: SavedConnection; onStart: () => Promise<void> };

function Found({ found, target: { name }, onStart }: FoundProps) {
  const [isStarting, setStarting] = useState(false);
  if (found.kind === 'refused')
    return (
      <Banner tone="danger" boxed>
        <strong>{found.message}</strong> {found.remedy}
      </Banner>
    );
  const { server, amount, isUnfinished } = found;
  const kind =
    server.kind === 'sharded'
      ? 'sharded cluster'
      : `replica set of ${counted(server.members, { one: 'member', many: 'members' })}`;
  return (
    <Section title={`What is at ${name}`}>
      <Stack gap={12}>
        <Facts
          items={[
            { label: 'Server', value: `MongoDB ${server.version}, ${kind}` },
            { label: 'Connection', value: server.isEncrypted ? 'Encrypted (TLS)' : 'Not encrypted' },
            {
              label: 'There',
              value: isUnfinished ? 'This copy, not finished: it goes on' : 'An empty database',
            },
            {
              label: 'To copy',
              value: `${counted(amount.documents, { one: 'document', many: 'documents' })}, ${formatBytes(amount.bytes)}`,
            },
          ]}
        />
        <Paragraph>
          People can go on working while the clinic is copied. At the end saving pauses for everybody, on
          every computer, until each document was read on both sides; how long that takes depends on the
          connection. Nothing is removed here.
        </Paragraph>
        <Row>
          <PrimaryButton
            label={isUnfinished ? 'Go on with the copy' : `Copy the clinic to ${name}`}
            loading={isStarting}
            onClick={() => {
              setStarting(true);
              void onStart().finally(() => setStarting(false));
            }}
          />
        </Row>
      </Stack>
    </Section>
  );
}
