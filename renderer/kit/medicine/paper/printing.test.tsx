import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../../shared/contract';
import type { Prescription, Role } from '../../../../shared/entities';
import { fatima, sessionOf } from '../../../../tests/support/form-stage';
import { ClinicProvider } from '../../data';
import { usePrescriptionPrinting } from '../use-printing';

const home = '64af00000000000000000003';
const branch = '64af00000000000000000004';
const doctor = '64af00000000000000000005';
const system = { revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };

const amoxicillin: Prescription = {
  ...{ ...system, id: '1'.repeat(24), patient: fatima.id, doctor, status: 'active' },
  ...{ prescriptionName: 'Amoxicillin 500 mg', amount: '1 capsule three times a day' },
  ...{ dateprescribed: '2026-11-23', endsOn: '2099-12-31', refills: 0, generalinstructions: 'With food' },
  overrideReason: 'Desensitised in May.',
  checkResult: {
    ...{ state: 'notChecked', version: '1', findings: [] },
    notChecked: [{ what: 'medicine', name: 'amoxicillin', why: 'Not known here: amoxicillin.' }],
  },
};
const ramipril: Prescription = {
  ...{ ...system, id: '2'.repeat(24), patient: fatima.id, doctor, status: 'active' },
  ...{ prescriptionName: 'Ramipril 5 mg', dateprescribed: '2026-11-23' },
};

/** What was on each paper that was printed. */
let printed: string[][];
beforeEach(() => {
  printed = [];
  vi.spyOn(window, 'print').mockImplementation(() => {
    const sheets = document.querySelectorAll('body > [data-paper] article');
    printed.push([...sheets].map((sheet) => sheet.textContent));
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Printing({ asked }: { asked: readonly Prescription[] }) {
  const { print, mayPrint } = usePrescriptionPrinting();
  const ready = asked.filter(mayPrint);
  if (ready.length === 0) return <span>None</span>;
  return (
    <button type="button" onClick={() => void print(ready)}>
      Print
    </button>
  );
}

/** `now`: how the prescriptions are when they are read to be printed. */
function show(asked: readonly Prescription[], { role = 'doctor', now = asked }: Shown = {}) {
  const places = [
    { ...system, id: home, clinicname: 'Wellness First' },
    { ...system, id: branch, clinicname: 'Harbour branch', phone: '+44 1632 960200' },
  ];
  const client = {
    prescriptions: {
      get: async ({ id }: { id: string }) => ({
        record: now.find((each) => each.id === id),
        names: { [doctor]: 'Dr Meera Joshi' },
      }),
    },
    patients: {
      get: async () => ({ record: { ...fatima, dateOfBirth: '1953-12-04', recordNumber: 'WF-0123' } }),
    },
    allergies: { list: async () => ({ rows: [{ ...system, id: 'a', substance: 'Latex' }] }) },
    doctors: {
      list: async () => ({ rows: [{ ...system, id: doctor, specialty: 'Cardiology', clinic: branch }] }),
    },
    clinics: { list: async () => ({ rows: places }) },
  };
  render(
    <MantineProvider env="test">
      <Notifications />
      <ClinicProvider
        // Only what a paper asks for.
        client={client as unknown as ClinicClient}
        session={sessionOf(role)}
        refreshSession={() => {}}
      >
        <Printing asked={asked} />
      </ClinicProvider>
    </MantineProvider>,
  );
}
type Shown = { role?: Role; now?: readonly Prescription[] };
const press = () => fireEvent.click(screen.getByRole('button', { name: 'Print' }));

it('a prescription is printed with where it is from, whose it is, what is taken and a line to sign', async () => {
  show([amoxicillin]);
  press();
  await waitFor(() => expect(printed).toHaveLength(1));
  const [[paper = ''] = []] = printed;
  for (const words of [
    ...['Harbour branch', '+44 1632 960200', '23 Nov 2026', 'Fatima Al-Sayed', '4 Dec 1953 (72 years)'],
    ...['Norbridge', 'WF-0123', 'Latex', 'Amoxicillin 500 mg', '1 capsule three times a day', 'With food'],
    ...['31 Dec 2099', 'RefillsNone', 'Dr Meera Joshi', 'Cardiology', 'Signature'],
  ])
    expect(paper).toContain(words);
  // Taken away again: what is printed next is the page.
  expect(document.querySelector('[data-paper]')).toBeNull();
});

// Seen red with the fields of the record printed as they are.
it('what was not checked, and why it was gone on, is not for whoever reads the paper', async () => {
  show([amoxicillin]);
  press();
  await waitFor(() => expect(printed).toHaveLength(1));
  expect(printed.flat().join()).not.toMatch(/not checked|not known here|desensitised/i);
});

it('several are printed at once, each on a paper of its own', async () => {
  show([amoxicillin, ramipril]);
  press();
  await waitFor(() => expect(printed).toHaveLength(1));
  expect(printed[0]).toEqual([
    expect.stringContaining('Amoxicillin 500 mg'),
    expect.stringContaining('Ramipril 5 mg'),
  ]);
});

// Seen red with what the page showed printed: it had been stopped in another window.
it('nothing is printed of what was stopped since the page was read, and that is said', async () => {
  show([amoxicillin, ramipril], { now: [amoxicillin, { ...ramipril, status: 'stopped' }] });
  press();
  expect(await screen.findByText(/Ramipril 5 mg is not prescribed any more/)).toBeTruthy();
  expect(printed).toEqual([]);
});

it.each([
  ['doctor', true],
  ['nurse', true],
  ['frontdesk', false],
  ['admin', false],
  ['patient', false],
] as const)('a %s may print a prescription: %s', (role, may) => {
  show([amoxicillin], { role });
  expect(screen.queryByRole('button', { name: 'Print' }) !== null).toBe(may);
});

it('what is over is not to be dispensed again, and is not printed', () => {
  show([
    { ...amoxicillin, status: 'completed' },
    { ...ramipril, endsOn: '2026-11-24' },
    { ...ramipril, deletedAt: new Date() },
  ]);
  expect(screen.getByText('None')).toBeTruthy();
});
