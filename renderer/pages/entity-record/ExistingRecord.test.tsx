import { MantineProvider } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionOf } from '../../../tests/support/form-stage';
import type { ClinicClient, KeptItem } from '../../../shared/contract';
import type { RecordNamed } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { ExistingRecord } from './ExistingRecord';

afterEach(cleanup);

const visit: RecordNamed<'healthlogs'> = {
  id: '1'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  visitPurpose: 'Headache',
  date: '2023-10-10',
};
const height: KeptItem = {
  id: 'one',
  field: 'heightIn',
  label: 'Height',
  message: 'Height could not be read and is empty now. The old value is kept; enter it again if it matters.',
  value: '5\'7"',
};
const title = 'Kept from the older system';

type Kept = () => Promise<{ items: KeptItem[] }>;
const items = (...kept: KeptItem[]) => vi.fn<Kept>(async () => ({ items: kept }));

function show(kept: Kept, address = '/') {
  const client = {
    healthlogs: { get: async () => ({ record: visit, names: {} }) },
    legacy: { kept },
  };
  render(
    <MantineProvider env="test">
      {/* Only what this page asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        <MemoryRouter initialEntries={[address]}>
          <ExistingRecord entity="healthlogs" id={visit.id} />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

describe('the page of a record that was adopted', () => {
  it('shows what the older system had, with its field and what to do', async () => {
    show(items(height));
    const kept = within(await screen.findByRole('region', { name: title }));
    expect(kept.getByText('Height')).toBeTruthy();
    expect(kept.getByText('5\'7"')).toBeTruthy();
    expect(kept.getByText(height.message)).toBeTruthy();
  });

  it('shows it above the form too, where it is typed in anew', async () => {
    show(items(height), '/?edit=1');
    const kept = await screen.findByRole('region', { name: title });
    expect(within(kept).getByText('5\'7"')).toBeTruthy();
    const input = screen.getByRole('textbox', { name: /^Height/ });
    expect(kept.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  it('tells of a value that this person may not read, without it', async () => {
    const { value: _hidden, ...rest } = height;
    show(items(rest));
    const kept = within(await screen.findByRole('region', { name: title }));
    expect(kept.getByText(height.message)).toBeTruthy();
    expect(kept.queryByText('5\'7"')).toBeNull();
  });

  it('is there at once and says nothing where nothing was kept', async () => {
    const kept = items();
    show(kept);
    await screen.findByRole('heading', { name: /^Headache/, level: 1 });
    await vi.waitFor(() => expect(kept).toHaveBeenCalledTimes(1));
    expect(screen.queryByText(title)).toBeNull();
  });

  it('does not wait for it', async () => {
    show(() => new Promise(() => {}));
    await screen.findByRole('heading', { name: /^Headache/, level: 1 });
    expect(screen.getByRole('region', { name: 'Notes' })).toBeTruthy();
    expect(screen.queryByText(title)).toBeNull();
  });

  it('says when it could not be read, and reads it again', async () => {
    const kept = items(height).mockRejectedValue(new ORPCError('INTERNAL', { defined: true }));
    show(kept);
    await screen.findByText('Old values, if there are any, could not be read.');
    kept.mockResolvedValue({ items: [height] });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('5\'7"')).toBeTruthy();
  });
});
