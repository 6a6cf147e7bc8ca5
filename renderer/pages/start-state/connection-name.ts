import type { SavedConnection } from '../../../shared/contract';
import { thisComputerName } from '../../../shared/rules/connections/fields';

/**
 * Which connection does not open, and its servers: "Clinic server, db1.clinic.example". `label`: as it is called where no
 * more is known. Undefined for this computer: what goes wrong there names its folder or program itself.
 */
export function connectionName(label: string, open: SavedConnection | undefined): string | undefined {
  if (label === thisComputerName) return undefined;
  if (open?.name !== label || !open.fields) return label;
  const hosts = open.fields.hosts.map(({ host }) => host);
  return [label, ...new Set(hosts)].join(', ');
}
