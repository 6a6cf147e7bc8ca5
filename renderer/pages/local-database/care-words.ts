import type { LocalDatabaseStatus } from '../../../shared/contract';
import { formatBytes } from '../../kit/files/bytes';

/** What little room means, and what to do. */
export function spaceWords({ freeBytes, space }: Pick<LocalDatabaseStatus, 'freeBytes' | 'space'>): string {
  const left = `Only ${formatBytes(freeBytes)} are free on the disk of the database.`;
  return space === 'full'
    ? `${left} When it is full, nothing can be saved. Free at least 300 MB now.`
    : `${left} Free some space soon.`;
}

/** "1.4 s" of a number of milliseconds. */
export const secondsOf = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
