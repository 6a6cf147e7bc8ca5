/** What the tests of the form share: one patient, whoever is signed in, and hands on the keyboard. */
import { MantineProvider } from '@mantine/core';
import { fireEvent, screen } from '@testing-library/react';
import { vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../shared/contract';
import type { Patient, Role } from '../../shared/entities';
import { ClinicProvider } from '../../renderer/kit/data/ClinicProvider';
import { theme } from '../../renderer/kit/theme';
import { EntityForm, type EntityFormProps } from '../../renderer/kit/form/EntityForm';

export const patientId = '64af00000000000000000009';
export const fatima: Patient = {
  id: patientId,
  revision: 3,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  firstname: 'Fatima',
  lastname: 'Al-Sayed',
  phone: '+44 7700 90 1185',
  city: 'Norbridge',
};

export const sessionOf = (role: Role, userId = 'u1'): SessionState => ({
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' },
  version: '0.1.0',
  user: { userId, username: 'rosa', displayName: 'Rosa', roles: [role], passwordIsWeak: false },
});

/** Forms save through `onSave` here and look nothing up; a call to the client would be a fault of the form. */
export const client = {} as ClinicClient;

export const view = (form: React.ReactNode, role: Role = 'frontdesk', userId?: string) => (
  <MantineProvider theme={theme} env="test">
    <ClinicProvider client={client} session={sessionOf(role, userId)} refreshSession={() => {}}>
      {form}
    </ClinicProvider>
  </MantineProvider>
);

export type Update = NonNullable<Extract<EntityFormProps<'patients'>, { record: Patient }>['onSave']>;
export const editing = (
  onSave: Update,
  record: Patient = fatima,
  more: Partial<EntityFormProps<'patients'>> = {},
) => (
  <EntityForm
    entity="patients"
    record={record}
    only={['firstname', 'lastname', 'phone', 'city', 'alerts']}
    onSave={onSave}
    onSaved={more.onSaved}
  />
);
export const saving = () =>
  vi.fn<Update>(async (changes, revision) => ({
    record: { ...fatima, ...(changes as Partial<Patient>), revision: revision + 1 },
    names: {},
  }));

export const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
export const type = (label: string | RegExp, text: string) => {
  const input = field(label);
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
};
export const leave = (label: string | RegExp) => fireEvent.blur(field(label));
export const save = () => fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
