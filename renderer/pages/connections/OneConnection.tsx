import { IconDots, IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { DatabaseState, SavedConnection } from '../../../shared/contract';
import { sameDatabases } from '../../../shared/rules/connections/same-place';
import { unfinishedCopy } from '../../../shared/rules/connections/unfinished-copy';
import { connectionRisks } from '../../../shared/rules/connections/risks';
import { listed } from '../../../shared/rules/counted';
import {
  DefaultButton,
  Facts,
  Link,
  Menu,
  Row,
  Secondary,
  Section,
  SoftButton,
  Stack,
  Tag,
  Warn,
} from '../../kit/base';
import { type KnownConnections, useOnline, useSecretsStatus, useSession, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';
import { connectionWords, standaloneRoute } from '../../kit/shell';
import { CopyMark } from './CopyMark';
import { secretWords, whereWords } from './connection-words';
import type { ConnectionTask } from './connection-task';

type Props = {
  connection: SavedConnection;
  known: KnownConnections;
  onTask: (task: ConnectionTask) => void;
};

const labelOf = (risk: string) => connectionRisks.find(({ value }) => value === risk)?.label ?? risk;

/** One database that this computer knows: where it is, how it stands, and what can be done with it. */
export function OneConnection({ connection, known, onTask }: Props) {
  const navigate = useNavigate();
  const online = useOnline();
  const timeZone = useTimeZone();
  const { secrets, database } = useSession();
  const { data: kept } = useSecretsStatus();
  const { id, name, fields, lastOpened, acceptedRisks } = connection;
  const isOpen = id === known.open;
  // Why none can be chosen is said above; nothing is offered then.
  const isFixed = known.isFixed !== undefined;
  const isChanged = isOpen && known.needsReopening;
  const unfinishedOf = unfinishedCopy(connection, known.connections)?.source;
  const state = isOpen ? stateWords(database.kind, connectionWords(online, timeZone)) : 'not open';
  return (
    <Section
      title={<StateTitle {...{ name, isOpen, isLive: online.isLive, state }} />}
      action={isFixed ? undefined : actions()}
    >
      <Stack gap={8}>
        {isOpen && database.kind === 'failed' && <Warn>{`${database.message} ${database.remedy}`}</Warn>}
        {isOpen && database.kind === 'live' && database.standsAlone && (
          <Link to={standaloneRoute}>What this server lacks</Link>
        )}
        <CopyMark connection={connection} known={known} />
        <SameMark connection={connection} known={known} />
        {isChanged && (
          <Warn>It was changed since it was opened. Open it again, so that the change takes effect.</Warn>
        )}
        <Facts
          items={[
            { label: 'Where', value: whereWords(connection) },
            {
              label: 'Last opened',
              value: lastOpened ? formatInstant(lastOpened, timeZone) : 'Never from this computer',
            },
            { label: 'Password', value: secretWords(connection, secrets, kept?.place) },
            {
              label: 'Risks confirmed',
              value:
                acceptedRisks.length === 0 ? undefined : (
                  <Stack gap={4}>
                    {acceptedRisks.map(({ risk, by, at }) => (
                      <span key={risk}>{`${labelOf(risk)}: ${by}, ${formatInstant(at, timeZone)}`}</span>
                    ))}
                  </Stack>
                ),
            },
          ]}
        />
      </Stack>
    </Section>
  );

  function actions() {
    const ask = (kind: ConnectionTask['kind']) => () => onTask({ kind, connection });
    return (
      <Row gap={8}>
        {isOpen && !online.isLive && <DefaultButton label="Try again" size="small" onClick={online.tryNow} />}
        {isChanged && (
          <SoftButton
            label="Open again…"
            ariaLabel={`Open again… ${name}`}
            size="small"
            onClick={ask('use')}
          />
        )}
        {!isOpen && unfinishedOf?.id !== known.open && (
          <SoftButton label="Open…" ariaLabel={`Open… ${name}`} size="small" onClick={ask('use')} />
        )}
        {connection.kind === 'thisComputer' && <Link to="/connections/this-computer">Files and copies</Link>}
        {fields && (
          <>
            <DefaultButton
              label="Test"
              ariaLabel={`Test ${name}`}
              icon={IconPlugConnected}
              size="small"
              onClick={ask('test')}
            />
            <DefaultButton
              label="Change"
              ariaLabel={`Change ${name}`}
              icon={IconPencil}
              size="small"
              onClick={() => void navigate(`/connections/${id}`)}
            />
            <Menu
              label={`More for ${name}`}
              icon={IconDots}
              items={[
                {
                  label: 'Forget…',
                  icon: IconTrash,
                  danger: true,
                  ...(isOpen && { disabledReason: 'It is open. Open another one first.' }),
                  onSelect: ask('forget'),
                },
              ]}
            />
          </>
        )}
      </Row>
    );
  }
}

/** That others lead to the same database. */
function SameMark({ connection, known }: Omit<Props, 'onTask'>) {
  const same = sameDatabases(connection, known.connections);
  if (same.length === 0) return null;
  const names = listed(same.map(({ id, name }) => (id === known.open ? `${name}, which is open` : name)));
  return <Secondary>{`Leads to the same database as ${names}.`}</Secondary>;
}

/** Of the one that is open or is to be: "open · live", "opening", "does not open". */
function stateWords(kind: DatabaseState['kind'], words: string): string {
  if (kind === 'failed') return 'does not open';
  return kind === 'opening' ? words : `open · ${words}`;
}

type TitleProps = { name: string; isOpen: boolean; isLive: boolean; state: string };

function StateTitle({ name, isOpen, isLive, state }: TitleProps) {
  const tone = !isOpen ? 'plain' : isLive ? 'ok' : 'warn';
  return (
    <Row gap={8}>
      <span>{name}</span>
      <Tag tone={tone}>{state}</Tag>
    </Row>
  );
}
