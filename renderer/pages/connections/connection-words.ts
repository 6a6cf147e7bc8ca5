import type { SavedConnection, SecretsStatus } from '../../../shared/contract';
import type { ConnectionFields } from '../../../shared/rules/connections/fields';

const hostWords = ({ host, port }: ConnectionFields['hosts'][number]): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
};

/** Where a connection leads: "db.clinic.example:27018, database clinic". */
export function whereWords({ kind, fields }: SavedConnection): string {
  if (kind === 'thisComputer') return 'In the data folder of Clinic Desk on this computer';
  if (!fields) return 'At the address that was given at the start';
  return `${fields.hosts.map(hostWords).join(', ')}, database ${fields.database}`;
}

/** Where secrets are kept, while nobody said where. */
export const anyStore = 'the store of secrets of this computer';
/** Where they were kept, when there is neither a keychain nor a vault any more. */
export const storeGone = 'a keychain that is not there now';

/** What is kept of its secrets: "Password kept in the keychain of this computer". `known`: where secrets are kept now. */
export function secretWords(
  { kind, hasPassword, hasKeyPassphrase }: SavedConnection,
  known: string | undefined,
  place: SecretsStatus['place'] | undefined,
): string {
  if (kind === 'thisComputer') return `Made by Clinic Desk${known ? ` and kept in ${known}` : ''}`;
  if (place === 'nowhere' && (hasPassword || hasKeyPassphrase))
    return `Its ${hasPassword ? 'password' : 'passphrase of the key'} was kept in ${storeGone}`;
  const store = known ?? anyStore;
  const kept = [hasPassword && 'Password', hasKeyPassphrase && 'Passphrase of the key'].filter(Boolean);
  if (kept.length > 0) return `${kept.join(' and ').replace('and Pass', 'and pass')} kept in ${store}`;
  return kind === 'given' ? 'Given at the start with the address' : 'None kept';
}
