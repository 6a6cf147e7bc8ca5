import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { client, patientId, sessionOf, type, view } from '../../../tests/support/form-stage';
import type { ClinicClient } from '../../../shared/contract';
import type { RecordNamed, Symptom } from '../../../shared/entities';
import { ClinicProvider } from '../data';
import { RecordDialog, type RecordRequest } from './RecordDialog';

afterEach(cleanup);

const request = { entity: 'healthlogs' as const, initial: { patient: patientId } };
const names = { [patientId]: 'Fatima Al-Sayed' };
const opened = async (alerts: { has: boolean; text?: string } | undefined, name: RegExp) => {
  const dialog = <RecordDialog {...{ request, names, alerts }} onClose={() => undefined} />;
  render(view(dialog, 'doctor'));
  return within(await screen.findByRole('dialog', { name }));
};

describe('the dialog that covers the page of a patient', () => {
  it('repeats every alert of the patient under its title, and says them with it', async () => {
    const long = `Falls risk ${'at night '.repeat(40)}`.trim();
    const text = `Allergic to penicillin\n\n${long}`;
    const dialog = await opened({ has: true, text }, /^New visit for Fatima Al-Sayed.*penicillin.*at night$/);
    expect(dialog.getByText('Allergic to penicillin')).toBeTruthy();
    expect(dialog.getByText(long)).toBeTruthy();
  });

  it('says that there is an alert to someone who may not read its words', async () => {
    expect((await opened({ has: true }, /Alert$/)).getByText('Alert')).toBeTruthy();
  });

  it('says nothing of alerts where there are none', async () => {
    await opened({ has: false }, /^New visit for Fatima Al-Sayed$/);
  });
});

const visit: RecordNamed<'healthlogs'> = {
  id: '1'.repeat(24),
  revision: 1,
  createdAt: new Date(0),
  createdBy: 'u1',
  updatedAt: new Date(0),
  patient: patientId,
  visitPurpose: 'Headache',
  date: '2023-10-10',
};

function Changing() {
  const [asked, setAsked] = useState<RecordRequest | undefined>({ entity: 'healthlogs', record: visit });
  return <RecordDialog request={asked} onClose={() => setAsked(undefined)} />;
}

describe('"Save and sign" in the dialog', () => {
  // Seen red with the question asked after every save.
  it('asks for no signature over what somebody else changed meanwhile, and names that', async () => {
    const record = { ...visit, revision: 3, visitPurpose: 'Migraine', notes: 'Sees double' };
    const answers = {
      healthlogs: {
        get: async () => ({ record: visit, names: {} }),
        update: async () => ({ record, names: {}, merged: ['notes'] }),
      },
      legacy: { kept: async () => ({ items: [] }) },
      patients: { get: () => new Promise(() => {}), list: () => new Promise(() => {}) },
      doctors: { list: () => new Promise(() => {}) },
    };
    render(
      <MantineProvider env="test">
        {/* Only what the dialog asks for. */}
        <ClinicProvider
          client={answers as unknown as ClinicClient}
          session={sessionOf('doctor')}
          refreshSession={() => {}}
        >
          <Changing />
        </ClinicProvider>
      </MantineProvider>,
    );
    const button = await screen.findByRole('button', { name: /^Save and sign/ });
    type(/^Purpose/, 'Migraine');
    fireEvent.click(button);
    const told = await screen.findByRole('dialog', { name: 'Saved, not signed' });
    expect(within(told).getByText(/^“Notes” was changed meanwhile by someone else/)).toBeTruthy();
    expect(screen.queryByRole('dialog', { name: /^Sign “/ })).toBeNull();
  });
});

// Seen red with the cursor on the cross that closes it.
it('begins an edit with the cursor in the first field', async () => {
  Object.assign(client, {
    symptomjournals: { get: () => new Promise(() => {}) },
    legacy: { kept: async () => ({ items: [] }) },
  });
  const { id, revision, createdAt, updatedAt } = visit;
  const record: Symptom = {
    id,
    revision,
    createdAt,
    updatedAt,
    symptomType: 'Headache',
    symptomDate: '2023-10-10',
  };
  render(view(<RecordDialog request={{ entity: 'symptomjournals', record }} onClose={() => {}} />, 'doctor'));
  const dialog = await screen.findByRole('dialog', { name: /^Edit symptom/ });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  const [first] = dialog.querySelectorAll('[data-field] input');
  await waitFor(() => expect(document.activeElement).toBe(first));
});

// Seen red with the name of the section taken for the label of one of its fields.
it('labels a field that stands beside others, also where its section has the same name', async () => {
  render(
    view(<RecordDialog request={{ entity: 'symptomjournals', initial: {} }} onClose={() => {}} />, 'doctor'),
  );
  await screen.findByRole('dialog', { name: /New symptom/ });
  const labels = [...document.querySelectorAll('label')].map(({ textContent }) =>
    textContent?.replace(/ \*$/, ''),
  );
  expect(labels).toContain('Symptom');
});
