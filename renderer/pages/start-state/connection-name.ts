import type { SavedConnection } from '../../../shared/contract';

/** Which connection does not open, and its servers: "Clinic server, db1.clinic.example". `label`: as it is called where no more is known. */
export function connectionName(label: string, open: SavedConnection | undefined): string {
  if (open?.name !== label || !open.fields) return label;
  const hosts = open.fields.hosts.map(({ host }) => host);
  return [label, ...new Set(hosts)].join(', ');
}
