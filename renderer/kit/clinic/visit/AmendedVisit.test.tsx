import { cleanup, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Visit } from '../../../../shared/entities';
import { client, patientId, view } from '../../../../tests/support/form-stage';
import { RecordDialog } from '../RecordDialog';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const at = new Date('2026-11-23T10:00:00Z');
const signed: Visit = {
  ...{ id: 'a'.repeat(24), revision: 2, createdAt: at, updatedAt: at, patient: patientId },
  ...{ date: '2026-11-23', visitPurpose: 'Diabetes review', notes: 'Feet without a wound.' },
  ...{ weightLb: 176, signedAt: at, signedByName: 'Anil Joshi' },
};
const begun: Visit = {
  ...signed,
  id: 'b'.repeat(24),
  amends: signed.id,
  visitPurpose: 'Amendment: Diabetes review',
};

// Seen red with the fields of the amendment alone.
it.each([
  ['a new amendment', { initial: { patient: patientId, amends: signed.id } }],
  ['one that is not signed yet', { record: { ...begun, signedAt: undefined, notes: '' } }],
])('above the fields of %s stands what was signed, to be read and not changed', async (_, request) => {
  const records: Record<string, Visit> = { [signed.id]: signed, [begun.id]: begun };
  Object.assign(client, {
    healthlogs: { get: async ({ id }: { id: string }) => ({ record: records[id], names: {} }) },
    legacy: { kept: async () => ({ items: [] }) },
    snippets: { list: async () => ({ rows: [], total: 0, names: {} }) },
  });
  render(
    view(
      <MemoryRouter>
        <RecordDialog request={{ entity: 'healthlogs', ...request }} onClose={() => {}} />
      </MemoryRouter>,
      'doctor',
    ),
  );
  const visit = within(await screen.findByRole('region', { name: 'The visit that is amended' }));
  expect(await visit.findByText('Feet without a wound.')).toBeTruthy();
  expect(visit.getByText('Diabetes review, 23 Nov 2026')).toBeTruthy();
  expect(visit.getByText(/Signed by Anil Joshi/)).toBeTruthy();
  expect(visit.getByText(/176 lb/)).toBeTruthy();
  expect(visit.queryByRole('textbox')).toBeNull();
  expect(visit.queryByText('Not recorded')).toBeNull();
});
