import type { Category } from '../../schema';

/**
 * What `permissions.ts` has to know of readings: they are no entity (a patient has a million of them, nobody opens one
 * as a form), but who may read, record (create) and withdraw (remove) them stands in the same table.
 */
export const readingRecords = {
  name: 'readings',
  category: 'readings',
  patientField: 'patient',
} as const satisfies { name: string; category: Category; patientField: string };
