import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../../../shared/entities';
import { openSmallClinic, type SmallClinic } from './small-clinic';

type Reports = SmallClinic['people']['doctor']['client']['reports'];
export type Question = Parameters<Reports['run']>[0];

/** All that happened in the small clinic. */
export const period = { from: '2025-12-22', to: '2026-06-30' };

/** For all tests of a file: one small clinic, and its reports as a doctor asks for them unless another role is named. */
export function reportsOfSmallClinic() {
  let clinic: SmallClinic;
  beforeAll(async () => {
    clinic = await openSmallClinic();
  });
  afterAll(() => clinic?.close());
  return {
    opened: () => clinic,
    run: (question: Question, role: Role = 'doctor') => clinic.people[role].client.reports.run(question),
    records: (question: Parameters<Reports['records']>[0]) =>
      clinic.people.doctor.client.reports.records(question),
  };
}
