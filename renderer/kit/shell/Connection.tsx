import { IconDeviceDesktop, IconServer } from '@tabler/icons-react';
import { useState } from 'react';
import { hasDuty } from '../../../shared/rules/permissions';
import { thisComputerName } from '../../../shared/rules/connections/fields';
import { DefaultButton, Facts, Icon, Link, Popover, Stack, Strong } from '../base';
import { type Connection, useOnline, useSession, useTimeZone } from '../data';
import { formatInstantTime } from '../format';
import styles from './connection.module.css';

/** "live", "away since 09:38", "opening", "files are being copied". */
export function connectionWords(connection: Connection, timeZone: string): string {
  if (connection.isLive) return 'live';
  if (connection.doing) return connection.doing;
  if (!connection.since) return 'opening';
  return `away since ${formatInstantTime(connection.since, timeZone)}`;
}

/** Which database and how it is: "This computer · live". */
export function ConnectionState() {
  const connection = useOnline();
  const words = connectionWords(connection, useTimeZone());
  return (
    <span className={styles.state} data-away={!connection.isLive || undefined}>
      <Icon icon={connection.label === thisComputerName ? IconDeviceDesktop : IconServer} />
      <span className={styles.label}>{connection.label}</span>
      <span aria-hidden>·</span>
      <span className={styles.dot} />
      <span>{words}</span>
    </span>
  );
}

/** The state of the connection in the top bar; opens its details. */
export function ConnectionItem() {
  const [isOpen, setOpen] = useState(false);
  const connection = useOnline();
  const session = useSession();
  const timeZone = useTimeZone();
  const facts = [
    { label: 'Records', value: connection.label },
    { label: 'State', value: connectionWords(connection, timeZone) },
    { label: 'Password', value: session.secrets && `kept in ${session.secrets}` },
    { label: 'Time zone', value: timeZone },
    { label: 'Version', value: session.version },
  ];
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      label="Connection"
      target={
        <button
          type="button"
          className={styles.button}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <ConnectionState />
        </button>
      }
    >
      <Stack gap={12}>
        <Strong>Connection</Strong>
        {connection.message && <span className={styles.message}>{connection.message}</span>}
        <Facts items={facts} labelWidth={84} />
        {!connection.isLive && !connection.doing && (
          <DefaultButton label="Try now" onClick={connection.tryNow} />
        )}
        {session.user && hasDuty(session.user, 'manageConnections') && (
          <Link to="/connections" onClick={() => setOpen(false)}>
            All connections
          </Link>
        )}
      </Stack>
    </Popover>
  );
}
