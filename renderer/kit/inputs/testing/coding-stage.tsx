import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { vi } from 'vitest';
import type { ClinicClient, FoundCode, SessionState } from '../../../../shared/contract';
import { entities, type Role } from '../../../../shared/entities';
import type { Field } from '../../../../shared/schema';
import { ClinicProvider } from '../../data/ClinicProvider';
import { theme } from '../../theme';
import { FieldInput } from '../FieldInput';

export const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
export const cpt = 'http://www.ama-assn.org/go/cpt';
export const { diagnoses, procedures } = entities.healthlogs.fields;

export const known: readonly FoundCode[] = [
  { system: icd10cm, code: 'M17.1', display: 'Unilateral primary osteoarthritis of knee', isBillable: false },
  {
    system: icd10cm,
    code: 'M17.12',
    display: 'Unilateral primary osteoarthritis, left knee',
    isBillable: true,
  },
  { system: icd10cm, code: 'I10', display: 'Essential (primary) hypertension', isBillable: true },
];
export const [, knee, pressure] = known as readonly [FoundCode, FoundCode, FoundCode];
export const coded = ({ system, code, display }: FoundCode) => ({ system, code, display });

/** Stands in for the core: codes by a part of their code or display. */
export const answer = async ({ system, text }: { system: string; text: string }) => {
  if (text === 'broken') throw Object.assign(new Error('away'), { code: 'UNAVAILABLE' });
  const codes = known.filter(
    (each) =>
      each.system === system &&
      `${each.code} ${each.code.replace('.', '')} ${each.display}`.toLowerCase().includes(text.toLowerCase()),
  );
  return { codes, total: codes.length, edition: 'ICD-10-CM 2026, April', notice: 'From the CDC' };
};
export const lookup = vi.fn(answer);
export const client = { codes: { lookup } } as unknown as ClinicClient;

export const sessionOf = (role: Role): SessionState => ({
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' },
  version: '0.1.0',
  user: { userId: 'u1', username: 'meera', displayName: 'Meera', roles: [role], passwordIsWeak: false },
});

function Held({ field, initial, spy }: { field: Field; initial: unknown; spy: (value: unknown) => void }) {
  const [value, setValue] = useState(initial);
  const change = (next: unknown) => {
    spy(next);
    setValue(next);
  };
  return <FieldInput name="it" field={field} value={value} onChange={change} />;
}

export function draw(field: Field, { initial, role = 'doctor' }: { initial?: unknown; role?: Role } = {}) {
  const spy = vi.fn<(value: unknown) => void>();
  const { container } = render(
    <MantineProvider theme={theme} env="test">
      <ClinicProvider client={client} session={sessionOf(role)} refreshSession={() => {}}>
        <Held field={field} initial={initial} spy={spy} />
      </ClinicProvider>
    </MantineProvider>,
  );
  return { container, last: () => spy.mock.lastCall?.[0] };
}

export const inputIn = (row: HTMLElement, label: RegExp) =>
  within(row).getByLabelText<HTMLInputElement>(label, { selector: 'input' });
export const rowOf = (number: number, label = 'Diagnoses') =>
  screen.getByRole('group', { name: `${label}, ${number}` });
export const name = (number = 1) => inputIn(rowOf(number), /^Name/);
export const code = (number = 1) => inputIn(rowOf(number), /^Code(?! system)/);
export const type = (input: HTMLElement, text: string) =>
  fireEvent.change(input, { target: { value: text } });
export const add = (what: string) => fireEvent.click(screen.getByRole('button', { name: `Add ${what}` }));

export const asked = (text: string) => ({ system: icd10cm, text });
