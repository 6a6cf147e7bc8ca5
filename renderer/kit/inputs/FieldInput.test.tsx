import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { type Measures, metricMeasures, storedMeasures } from '../../../shared/rules/measures';
import type { Field, FieldKind } from '../../../shared/schema';
import * as kinds from '../../../shared/schema/kinds';
import { ClinicProvider } from '../data/ClinicProvider';
import { theme } from '../theme';
import { FieldInput } from './FieldInput';

const joshi = '64af00000000000000000001';
const okafor = '64af00000000000000000002';
const doctors = [
  { id: joshi, firstname: 'Meera', lastname: 'Joshi', specialty: 'General practice' },
  { id: okafor, firstname: 'Samuel', lastname: 'Okafor', specialty: 'Children' },
];

const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' },
  version: '0.1.0',
  user: { userId: 'u1', username: 'rosa', displayName: 'Rosa', roles: ['frontdesk'], passwordIsWeak: false },
};

/** Stands in for the core: doctors by the beginning of any word of their name. */
const client = {
  doctors: {
    list: async ({ text = '' }: { text?: string }) => ({
      rows: doctors.filter(({ firstname, lastname }) =>
        [firstname, lastname].some((word) => word.toLowerCase().startsWith(text.toLowerCase())),
      ),
      total: 2,
      names: {},
    }),
    get: async ({ id }: { id: string }) => ({
      record: doctors.find((doctor) => doctor.id === id),
      names: {},
    }),
  },
  search: {
    patients: async () => ({
      patients: [{ id: joshi, name: 'Tanmay Kulkarni', reasons: ['Name, 1 letter fixed'] }],
      total: 1,
    }),
  },
} as unknown as ClinicClient;

type HeldProps = { field: Field; initial: unknown; error?: string; spy: (value: unknown) => void };
function Held({ field, initial, error, spy }: HeldProps) {
  const [value, setValue] = useState(initial);
  const change = (next: unknown) => {
    spy(next);
    setValue(next);
  };
  return <FieldInput name="it" field={field} value={value} error={error} onChange={change} />;
}

/** Draws the input of a field; `last()` is the value it gave out last, `measure` sets the units of the clinic. */
function draw(field: Field, initial?: unknown, { error }: { error?: string } = {}) {
  const spy = vi.fn<(value: unknown) => void>();
  const view = (at: SessionState) => (
    <MantineProvider theme={theme} env="test">
      <ClinicProvider client={client} session={at} refreshSession={() => {}}>
        <Held {...{ field, initial, error, spy }} />
      </ClinicProvider>
    </MantineProvider>
  );
  const { rerender } = render(view(session));
  const clinic = { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' };
  const measure = (measures: Measures) => rerender(view({ ...session, clinic: { ...clinic, measures } }));
  return { last: () => spy.mock.lastCall?.[0], measure };
}
const input = (label: string | RegExp) =>
  screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const type = (label: string | RegExp, text: string) => {
  fireEvent.focus(input(label));
  fireEvent.change(input(label), { target: { value: text } });
};

afterEach(cleanup);

describe('a field of any kind', () => {
  const { text, longText, email, phone, number, yesNo, calendarDate, partialDate, clockTime, instant } =
    kinds;
  const { choice, choices, reference, references, coding, codings, texts, numbers } = kinds;
  const of = [{ value: 'a', label: 'A' }] as const;
  const parts = { fields: { part: text({ label: 'Part' }) } };
  const one = {
    text: text({ label: 'It' }),
    longText: longText({ label: 'It' }),
    email: email({ label: 'It' }),
    phone: phone({ label: 'It' }),
    number: number({ label: 'It', min: 0, max: 9 }),
    yesNo: yesNo({ label: 'It' }),
    calendarDate: calendarDate({ label: 'It' }),
    partialDate: partialDate({ label: 'It' }),
    clockTime: clockTime({ label: 'It' }),
    instant: instant({ label: 'It' }),
    choice: choice({ label: 'It', of }),
    choices: choices({ label: 'It', of }),
    reference: reference({ label: 'It', to: 'doctors' }),
    references: references({ label: 'It', to: 'doctors' }),
    coding: coding({ label: 'It' }),
    codings: codings({ label: 'It' }),
    texts: texts({ label: 'It' }),
    numbers: numbers({ label: 'It' }),
    group: kinds.group({ label: 'It', ...parts }),
    entries: kinds.entries({ label: 'It', ...parts }),
    image: kinds.image({ label: 'It' }),
    password: kinds.password({ label: 'It' }),
  } satisfies Record<FieldKind, Field>;

  it.each(Object.keys(one) as FieldKind[])('has a labelled input: %s', (kind) => {
    draw(one[kind]);
    const named = [...screen.queryAllByLabelText(/^It/), ...screen.queryAllByRole('group', { name: 'It' })];
    expect(named.length).toBeGreaterThan(0);
  });
});

describe('a date', () => {
  const field = entities.patients.fields.dateOfBirth;

  it('is understood while it is typed, and written out when the field is left', () => {
    const { last } = draw(field);
    type('Date of birth', '12.3.1972');
    expect(last()).toBe('1972-03-12');
    expect(input('Date of birth').value).toBe('12.3.1972');
    fireEvent.blur(input('Date of birth'));
    expect(input('Date of birth').value).toBe('12 Mar 1972');
  });

  it('that does not exist stays as it was typed', () => {
    const { last } = draw(field);
    type('Date of birth', '31 Feb 1972');
    fireEvent.blur(input('Date of birth'));
    expect(input('Date of birth').value).toBe('31 Feb 1972');
    expect(last()).toBe('31 Feb 1972');
  });

  it('that is taken out is empty', () => {
    const { last } = draw(field, '1972-03-12');
    type('Date of birth', '');
    expect(last()).toBeUndefined();
  });
});

describe('a number', () => {
  const { heightIn } = entities.healthlogs.fields;

  it('takes another unit and shows it beside', () => {
    const { last } = draw(heightIn);
    type('Height', '170 cm');
    expect(last()).toBeCloseTo(66.929, 3);
    expect(screen.getByText('= 170 cm')).toBeTruthy();
    fireEvent.blur(input('Height'));
    expect(input('Height').value).toBe('66.9');
  });

  it('of a measure is written anew when the clinic takes another unit, also while it is typed', () => {
    const { last, measure } = draw(heightIn);
    measure(metricMeasures);
    type('Height', '180');
    measure(storedMeasures);
    expect(input('Height').value).toBe('70.9');
    expect(screen.getByText('= 180 cm')).toBeTruthy();
    measure(metricMeasures);
    expect(input('Height').value).toBe('180');
    fireEvent.keyDown(input('Height'), { key: 'ArrowUp' });
    expect(input('Height').value).toBe('180.1');
    expect(last()).toBeCloseTo(70.906, 3);
  });

  // Seen red with the conversion of whatever number is typed.
  it('of a measure converts no value that is outside its limits', () => {
    draw(heightIn, 67);
    expect(screen.getByText(/^= /)).toBeTruthy();
    cleanup();
    draw(heightIn, -5);
    expect(screen.queryByText(/^= /)).toBeNull();
  });

  it('of a measure states its limits in the unit that is typed', () => {
    const { measure } = draw(heightIn, 120, { error: 'At most 110' });
    measure(metricMeasures);
    expect(screen.getByText('From 12.7 to 279.4 cm')).toBeTruthy();
    type('Height', '170.25');
    expect(screen.getByText('A number of centimetres, with at most 1 decimal')).toBeTruthy();
    measure(storedMeasures);
    type('Height', '67.255');
    // Seen red with "A number of in".
    expect(screen.getByText('A number of inches, with at most 2 decimals')).toBeTruthy();
  });

  it('goes up and down by its step and not beyond its limits', () => {
    const { last } = draw(entities.appointments.fields.minutes, 475);
    fireEvent.keyDown(input(/Length/), { key: 'ArrowUp' });
    expect(last()).toBe(480);
    fireEvent.keyDown(input(/Length/), { key: 'ArrowUp' });
    expect(last()).toBe(480);
  });
});

describe('a reference', () => {
  const field = entities.appointments.fields.doctor;

  it('is found by typing a name; Enter takes the best match', async () => {
    const { last } = draw(field);
    fireEvent.click(input(/Doctor/));
    type(/Doctor/, 'jo');
    await screen.findByRole('option', { name: /Dr Meera Joshi/ });
    await waitFor(() => expect(screen.queryByRole('option', { name: /Okafor/ })).toBeNull());
    fireEvent.keyDown(input(/Doctor/), { key: 'Enter', code: 'Enter' });
    await waitFor(() => expect(last()).toBe(joshi));
    expect(input(/Doctor/).value).toBe('Dr Meera Joshi');
  });

  it('shows the name of the one that is chosen, also when it did not come with the record', async () => {
    draw(field, okafor);
    await waitFor(() => expect(input(/Doctor/).value).toBe('Dr Samuel Okafor'));
  });

  it('is replaced by what is typed, also where its name came after the focus', async () => {
    draw(field, okafor);
    input(/Doctor/).focus();
    expect(input(/Doctor/).value).toBe('');
    await waitFor(() => expect(input(/Doctor/).value).toBe('Dr Samuel Okafor'));
    const { selectionStart, selectionEnd } = input(/Doctor/);
    expect([selectionStart, selectionEnd]).toEqual([0, 'Dr Samuel Okafor'.length]);
  });

  it('keeps a name that was typed and not chosen, for the form to refuse', () => {
    const { last } = draw(field);
    type(/Doctor/, 'Meyer');
    fireEvent.blur(input(/Doctor/));
    expect(input(/Doctor/).value).toBe('Meyer');
    expect(last()).toBe('Meyer');
    expect(field.input.safeParse(last()).success).toBe(false);
  });

  it('never takes someone whose name is only like the one typed, unless chosen on purpose', async () => {
    const { last } = draw(kinds.reference({ label: 'Patient', to: 'patients' }));
    fireEvent.click(input('Patient'));
    type('Patient', 'kulkrni');
    const option = await screen.findByRole('option', { name: /Tanmay Kulkarni.*similar name/ });
    fireEvent.keyDown(input('Patient'), { key: 'Enter', code: 'Enter' });
    expect(last()).toBe('kulkrni');
    fireEvent.click(option);
    expect(last()).toBe(joshi);
  });

  it('says so when nobody matches', async () => {
    draw(field);
    fireEvent.click(input(/Doctor/));
    type(/Doctor/, 'xyz');
    expect(await screen.findByText('No doctors match “xyz”')).toBeTruthy();
  });

  it('can be several; each is picked once and can be taken out', async () => {
    const { last } = draw(entities.patients.fields.doctors, [joshi]);
    expect(await screen.findByText('Dr Meera Joshi')).toBeTruthy();
    const search = screen.getByRole('combobox', { name: 'Doctors' });
    fireEvent.focus(search);
    const option = await screen.findByRole('option', { name: /Okafor/ });
    expect(screen.queryByRole('option', { name: /Joshi/ })).toBeNull();
    fireEvent.click(option);
    expect(last()).toEqual([joshi, okafor]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Dr Meera Joshi' }));
    expect(last()).toEqual([okafor]);
  });
});

describe('working hours', () => {
  const field = entities.doctors.fields.workingHours;

  it('go on with the next day and the same hours', () => {
    const { last } = draw(field, [{ weekday: 'mon', from: '09:00', to: '17:00' }]);
    fireEvent.click(screen.getByRole('button', { name: 'Add working hours' }));
    expect(last()).toEqual([
      { weekday: 'mon', from: '09:00', to: '17:00' },
      { weekday: 'tue', from: '09:00', to: '17:00' },
    ]);
  });

  it('lose exactly the row that is removed', () => {
    const rows = [
      { weekday: 'mon', from: '09:00', to: '17:00' },
      { weekday: 'tue', from: '10:00', to: '18:00' },
    ];
    const { last } = draw(field, rows);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Working hours, 1' }));
    expect(last()).toEqual([rows[1]]);
    const row = screen.getByRole('group', { name: 'Working hours, 1' });
    expect(within(row).getByLabelText<HTMLInputElement>(/From/).value).toBe('10:00');
  });
});

describe('a group', () => {
  it('is empty once all of its parts are', () => {
    const { last } = draw(entities.patients.fields.emergencyContact, { name: 'Yusuf' });
    type('Relation', 'Son');
    expect(last()).toEqual({ name: 'Yusuf', relation: 'Son' });
    type('Relation', '');
    type('Contact name', '');
    expect(last()).toBeUndefined();
  });
});

describe('a choice', () => {
  it('shows a value of an older system that is on the list no more', () => {
    draw(entities.appointments.fields.status, 'postponed');
    expect(input('Status').value).toBe('postponed');
  });

  it('of several is made of check boxes', () => {
    const { last } = draw(entities.users.fields.roles, ['doctor']);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Administrator' }));
    expect(last()).toEqual(['doctor', 'admin']);
  });
});
