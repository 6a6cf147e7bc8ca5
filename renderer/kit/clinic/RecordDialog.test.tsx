import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { patientId, view } from '../../../tests/support/form-stage';
import { RecordDialog } from './RecordDialog';

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
