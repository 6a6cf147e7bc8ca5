import { MantineProvider } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, useLocation } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { field, sessionOf, type } from '../../../tests/support/form-stage';
import type { ClinicClient } from '../../../shared/contract';
import type { RecordNamed } from '../../../shared/entities';
import { ClinicProvider, useRefresher } from '../../kit/data';
import { ExistingRecord } from './ExistingRecord';
import { asksToSign } from './use-visit-signing';

afterEach(cleanup);
beforeEach(() => localStorage.clear());

type Visit = RecordNamed<'healthlogs'>;
type Saved = { record: Visit; names: Record<string, string>; merged: string[] };
const visit: Visit = {
  id: '1'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  createdBy: 'u1',
  updatedAt: new Date(0),
  patient: '2'.repeat(24),
  visitPurpose: 'Headache',
  date: '2023-10-10',
};

const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const edition = 'ICD-10-CM 2026';

function Around() {
  const { state } = useLocation() as { state: unknown };
  const refresher = useRefresher();
  const { id, patient } = visit;
  return (
    <>
      <output aria-label="State">{JSON.stringify(state)}</output>
      <button type="button" onClick={() => refresher.changed({ entity: 'healthlogs', id, patient })}>
        Changed elsewhere
      </button>
    </>
  );
}

/** The page of a visit, which is stored as `get` answers and saved as `update` does. */
function show(
  update: () => Promise<Saved>,
  { address = '/?edit=1', state = null as unknown, get = vi.fn(async () => visit) } = {},
) {
  const client = {
    codes: {
      missing: async ({ codes }: { codes: { code: string }[] }) => ({
        missing: [{ system: icd10cm, code: 'Q99.ZZ', edition }],
        // The core tells it of the names that it is sent.
        otherwise: codes.some((each) => 'display' in each && each.display === 'hypertensi')
          ? [{ system: icd10cm, code: 'e11', display: 'Type 2 diabetes mellitus', edition }]
          : [],
      }),
    },
    healthlogs: {
      get: async () => ({ record: await get(), names: {} }),
      list: async () => ({ rows: [], total: 0, names: {} }),
      update,
    },
    legacy: { kept: async () => ({ items: [] }) },
    patients: { get: () => new Promise(() => {}), list: () => new Promise(() => {}) },
    doctors: { list: () => new Promise(() => {}) },
  };
  const entry = { pathname: '/', search: address.slice(1), state };
  render(
    <MantineProvider env="test">
      {/* Only what this page asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf('doctor')}
        refreshSession={() => {}}
      >
        <MemoryRouter initialEntries={[entry]}>
          <ExistingRecord entity="healthlogs" id={visit.id} />
          <Around />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
  return get;
}
const never = () => new Promise<never>(() => {});
const question = { name: /^Sign “Headache.*, 10 Oct 2023”\?$/ };
const saveAndSign = async (purpose: string) => {
  await screen.findByRole('button', { name: /^Save and sign/ });
  type(/^Purpose/, purpose);
  fireEvent.click(screen.getByRole('button', { name: /^Save and sign/ }));
};

describe('signing a visit on its page', () => {
  it('is asked for by keyboard', async () => {
    show(never, { address: '/' });
    await screen.findByRole('button', { name: /^Sign/ });
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(await screen.findByRole('dialog', question)).toBeTruthy();
  });

  // Seen red with the shortcut on while the form is open: the stored visit would be signed without what is typed.
  it('is not asked for by keyboard over an open form', async () => {
    show(never);
    await screen.findByRole('button', { name: /^Save and sign/ });
    type(/^Purpose/, 'Migraine');
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('is asked for after "Save and sign"', async () => {
    const record = { ...visit, revision: 2, visitPurpose: 'Headache again' };
    show(async () => ({ record, names: {}, merged: [] }));
    await saveAndSign('Headache again');
    expect(await screen.findByRole('dialog', question)).toBeTruthy();
  });

  // Seen red with nothing said of codes.
  it('names the codes that the edition here does not have', async () => {
    const diagnoses = [
      { system: icd10cm, code: 'Q99.ZZ', display: 'Old name' },
      { system: icd10cm, code: 'I10', display: 'Essential (primary) hypertension' },
    ];
    const record = { ...visit, revision: 2, visitPurpose: 'Headache again', diagnoses };
    show(async () => ({ record, names: {}, merged: [] }));
    await saveAndSign('Headache again');
    const told = await screen.findByRole('dialog', question);
    expect(await within(told).findByText('Q99.ZZ is not in ICD-10-CM 2026.')).toBeTruthy();
    expect(within(told).queryByText(/I10/)).toBeNull();
  });

  // Seen red with nothing said of names.
  it('names the codes that the edition here calls otherwise', async () => {
    const diagnoses = [{ system: icd10cm, code: 'e11', display: 'hypertensi' }];
    const record = { ...visit, revision: 2, visitPurpose: 'Headache again', diagnoses };
    show(async () => ({ record, names: {}, merged: [] }));
    await saveAndSign('Headache again');
    const told = await screen.findByRole('dialog', question);
    const words = 'e11 is “Type 2 diabetes mellitus” in ICD-10-CM 2026, and here “hypertensi”.';
    expect(await within(told).findByText(words)).toBeTruthy();
  });

  // Seen red with the question asked after every save.
  it('is not asked for over what somebody else changed meanwhile, which is named', async () => {
    const record = { ...visit, revision: 3, visitPurpose: 'Headache again', notes: 'Sees double' };
    show(async () => ({ record, names: {}, merged: ['notes'] }), {
      get: vi.fn<() => Promise<Visit>>(async () => record).mockResolvedValueOnce(visit),
    });
    await saveAndSign('Headache again');
    const told = await screen.findByRole('dialog', { name: 'Saved, not signed' });
    expect(
      within(told).getByText(
        '“Notes” was changed meanwhile by someone else. Read the visit before you sign it.',
      ),
    ).toBeTruthy();
    fireEvent.click(within(told).getByRole('button', { name: 'Read it' }));
    expect(await screen.findByText('Sees double')).toBeTruthy();
    expect(screen.queryByRole('dialog', question)).toBeNull();
  });

  it('is not asked for over a change that was taken in while a question about it was settled', async () => {
    const record = { ...visit, revision: 3, visitPurpose: 'Headache again' };
    show(async () => ({ record, names: {}, merged: [] }));
    await saveAndSign('Headache again');
    const told = await screen.findByRole('dialog', { name: 'Saved, not signed' });
    expect(within(told).getByText(/^It was changed since you opened it/)).toBeTruthy();
  });

  // Seen red with the state left in the address: Back and a reload asked again.
  it('is asked for once after a new visit was saved', async () => {
    show(never, { address: '/', state: asksToSign });
    expect(await screen.findByRole('dialog', question)).toBeTruthy();
    await waitFor(() => expect(screen.getByLabelText('State').textContent).toBe('null'));
    expect(screen.getByRole('dialog', question)).toBeTruthy();
  });

  // Seen red with the form shown only while it may be saved.
  it('elsewhere leaves the open form with what is typed, and its save is refused in words', async () => {
    const signed = { ...visit, revision: 2, signedAt: new Date(0), signedByName: 'Dr Meera Joshi' };
    const message = 'This visit is signed. Add an amendment.';
    const get = show(() => Promise.reject(new ORPCError('CONFLICT', { defined: true, message })), {
      get: vi.fn<() => Promise<Visit>>(async () => signed).mockResolvedValueOnce(visit),
    });
    await screen.findByRole('button', { name: /^Save and sign/ });
    type(/^Purpose/, 'Migraine');
    fireEvent.click(screen.getByRole('button', { name: 'Changed elsewhere' }));
    await waitFor(() => expect(get).toHaveBeenCalledTimes(2));
    expect(await screen.findByText(/^Signed by Dr Meera Joshi/)).toBeTruthy();
    expect(field(/^Purpose/).value).toBe('Migraine');
    expect(screen.queryByRole('button', { name: /^Save and sign/ })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
    expect(await screen.findByText(message, { exact: false })).toBeTruthy();
    expect(field(/^Purpose/).value).toBe('Migraine');
  });
});
