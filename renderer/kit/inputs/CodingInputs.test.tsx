import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import axe from 'axe-core';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, FoundCode, SessionState } from '../../../shared/contract';
import { entities, type Role } from '../../../shared/entities';
import { coding, type Field } from '../../../shared/schema';
import { ClinicProvider } from '../data/ClinicProvider';
import { EntityForm } from '../form/EntityForm';
import { theme } from '../theme';
import { FieldInput } from './FieldInput';

const icd10cm = 'http://hl7.org/fhir/sid/icd-10-cm';
const cpt = 'http://www.ama-assn.org/go/cpt';
const { diagnoses, procedures } = entities.healthlogs.fields;

const known: readonly FoundCode[] = [
  { system: icd10cm, code: 'M17.1', display: 'Unilateral primary osteoarthritis of knee', isBillable: false },
  {
    system: icd10cm,
    code: 'M17.12',
    display: 'Unilateral primary osteoarthritis, left knee',
    isBillable: true,
  },
  { system: icd10cm, code: 'I10', display: 'Essential (primary) hypertension', isBillable: true },
];
const [, knee, pressure] = known as readonly [FoundCode, FoundCode, FoundCode];
const coded = ({ system, code, display }: FoundCode) => ({ system, code, display });

/** Stands in for the core: codes by a part of their code or display. */
const answer = async ({ system, text }: { system: string; text: string }) => {
  if (text === 'broken') throw Object.assign(new Error('away'), { code: 'UNAVAILABLE' });
  const codes = known.filter(
    (each) =>
      each.system === system &&
      `${each.code} ${each.code.replace('.', '')} ${each.display}`.toLowerCase().includes(text.toLowerCase()),
  );
  return { codes, total: codes.length, edition: 'ICD-10-CM 2026, April', notice: 'From the CDC' };
};
const lookup = vi.fn(answer);
const client = { codes: { lookup } } as unknown as ClinicClient;

const sessionOf = (role: Role): SessionState => ({
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

function draw(field: Field, { initial, role = 'doctor' }: { initial?: unknown; role?: Role } = {}) {
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

const inputIn = (row: HTMLElement, label: RegExp) =>
  within(row).getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const rowOf = (number: number, label = 'Diagnoses') =>
  screen.getByRole('group', { name: `${label}, ${number}` });
const name = (number = 1) => inputIn(rowOf(number), /^Name/);
const code = (number = 1) => inputIn(rowOf(number), /^Code(?! system)/);
const type = (input: HTMLElement, text: string) => fireEvent.change(input, { target: { value: text } });
const add = (what: string) => fireEvent.click(screen.getByRole('button', { name: `Add ${what}` }));

const asked = (text: string) => ({ system: icd10cm, text });

beforeEach(() => void lookup.mockReset().mockImplementation(answer));
afterEach(cleanup);

describe('a diagnosis', () => {
  it('is of ICD-10-CM at first, and found by words; Enter takes the first that was found', async () => {
    const { last } = draw(diagnoses);
    add('diagnoses');
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('ICD-10-CM');
    fireEvent.click(name());
    expect(await screen.findByText('Type words or a code')).toBeTruthy();
    type(name(), 'left knee');
    await screen.findByRole('option', { name: /left knee.*M17\.12/ });
    fireEvent.keyDown(name(), { key: 'Enter', code: 'Enter' });
    expect(last()).toEqual([coded(knee)]);
    expect(name().value).toBe('Unilateral primary osteoarthritis, left knee');
    expect(code().value).toBe('M17.12');
  });

  it('is chosen from the list with the mouse, which tells what cannot be billed, how many there are and of what', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'm17');
    expect(await screen.findByRole('option', { name: /of knee.*M17\.1, not billable/ })).toBeTruthy();
    expect(screen.getByText('2 codes. ICD-10-CM 2026, April')).toBeTruthy();
    expect(screen.getByText('From the CDC')).toBeTruthy();
    fireEvent.click(screen.getByRole('option', { name: /left knee/ }));
    expect(last()).toEqual([coded(knee)]);
  });

  // Seen red with the preferred name alone, which looks like another disease.
  it('is shown with the name by which it was found, and taken over by its own', async () => {
    const codes = [{ ...pressure, foundBy: 'High blood pressure' }];
    lookup.mockResolvedValue({ codes, total: 1, edition: 'Invented', notice: '' });
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'high blood');
    const found = { name: /^High blood pressure · Essential \(primary\) hypertension\s*I10/ };
    fireEvent.click(await screen.findByRole('option', found));
    expect(last()).toEqual([coded(pressure)]);
  });

  it('is taken by its code when the field is left', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'i10');
    await screen.findByRole('option', { name: /hypertension/ });
    fireEvent.blur(name());
    expect(last()).toEqual([coded(pressure)]);
  });

  it('is never taken by Enter before what was found answers what is typed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'knee');
    await screen.findAllByRole('option');
    type(name(), 'hypertension');
    fireEvent.keyDown(name(), { key: 'Enter', code: 'Enter' });
    expect(last()).toEqual([{ system: icd10cm, display: 'hypertension' }]);
    await screen.findByRole('option', { name: /hypertension/ });
    await waitFor(() => expect(screen.queryByRole('option', { name: /knee/ })).toBeNull());
  });

  it('loses its code when its name is typed anew, and has it again when the name is as before', async () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    type(name(), 'Essential');
    expect(last()).toEqual([{ system: icd10cm, display: 'Essential' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(false);
    type(name(), pressure.display);
    expect(last()).toEqual([coded(pressure)]);
  });

  it('says so when nothing was found, and keeps what was typed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'xyz');
    expect(await screen.findByText('No ICD-10-CM codes match “xyz”')).toBeTruthy();
    fireEvent.blur(name());
    type(code(), 'X1');
    expect(last()).toEqual([{ system: icd10cm, display: 'xyz', code: 'X1' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
  });

  it('can be typed by hand when codes cannot be looked up now', async () => {
    draw(diagnoses, { initial: [{}] });
    fireEvent.click(name());
    type(name(), 'broken');
    const words = 'The database does not answer. Name and code can be typed by hand.';
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('of another system is typed by hand', () => {
    const own = { system: 'http://snomed.info/sct', code: '44054006', display: 'Type 2 diabetes' };
    const { last } = draw(diagnoses, { initial: [own] });
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('SNOMED CT');
    fireEvent.click(name());
    type(name(), 'Diabetes, type 2');
    expect(last()).toEqual([{ ...own, display: 'Diabetes, type 2' }]);
    expect(lookup).not.toHaveBeenCalled();
  });

  // Seen red with only the part that was typed changed: I10 stood beside the name of M17.12.
  it('loses its name when its code is typed anew, and has the one that belongs to the new code', async () => {
    const { last } = draw(diagnoses, { initial: [coded(knee)] });
    type(code(), 'I1');
    expect(last()).toEqual([{ system: icd10cm, code: 'I1' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(false);
    type(code(), 'M17.12');
    expect(last()).toEqual([coded(knee)]);
    type(code(), 'I10');
    expect(name().value).toBe('');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(code(), 'I10.9');
    expect(last()).toEqual([{ system: icd10cm, code: 'I10.9' }]);
  });

  // Seen red with only the part that was typed changed.
  it('loses its name when its system is changed and its codes are nowhere to be found', async () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    fireEvent.click(inputIn(rowOf(1), /^Code system/));
    fireEvent.click(await screen.findByRole('option', { name: 'CPT' }));
    expect(last()).toEqual([{ system: cpt, code: 'I10' }]);
  });

  it('keeps its own name while a code is typed beside it, and loses it with that code', () => {
    const { last } = draw(diagnoses, { initial: [{ system: cpt, display: 'Visit' }] });
    type(code(), '9');
    type(code(), '99213');
    expect(last()).toEqual([{ system: cpt, display: 'Visit', code: '99213' }]);
    fireEvent.blur(code());
    type(code(), '99214');
    expect(last()).toEqual([{ system: cpt, code: '99214' }]);
  });

  // Seen red with a code of the edition told as one that is not.
  it('is told to be in no edition when its code is typed and not there, and may be saved all the same', async () => {
    const plainly = { ...coded(pressure), code: 'i10' };
    const { last } = draw(diagnoses, { initial: [coded(knee), plainly, coded(pressure)] });
    fireEvent.focus(code(3));
    type(code(3), 'I10.9');
    type(name(3), 'High pressure, old code');
    expect(screen.queryByText(/is not in/)).toBeNull();
    fireEvent.blur(code(3));
    expect(await within(rowOf(3)).findByText(/I10\.9 is not in ICD-10-CM 2026, April/)).toBeTruthy();
    expect(screen.getAllByText(/is not in/)).toHaveLength(1);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
  });

  // Seen red with nothing told before the cursor leaves the code: who saves from there is told nothing.
  it('is told so at once while it is typed, when no code begins so, and not while one does', async () => {
    draw(diagnoses, { initial: [{}] });
    fireEvent.focus(code());
    type(code(), 'M17');
    await waitFor(() => expect(lookup).toHaveBeenLastCalledWith(asked('M17'), expect.anything()));
    type(code(), 'M17.1');
    await waitFor(() => expect(name().value).toBe(known[0]?.display));
    expect(screen.queryByText(/is not in/)).toBeNull();
    type(code(), 'Q99.ZZ');
    expect(await within(rowOf(1)).findByText(/Q99\.ZZ is not in ICD-10-CM 2026, April/)).toBeTruthy();
  });

  // Seen red with the code taken away by the first letter of the name.
  it('keeps a code that was typed by hand beside what the person calls it, until another is chosen', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(code(), 'I10');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(name(), '');
    type(name(), 'Pressure, at home only');
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'Pressure, at home only' }]);
    fireEvent.blur(name());
    type(code(), '');
    type(name(), 'left knee');
    fireEvent.click(await screen.findByRole('option', { name: /left knee/ }));
    type(name(), 'Gout');
    expect(last()).toEqual([{ system: icd10cm, display: 'Gout' }]);
  });

  // Seen red with the code compared letter by letter: m17.1 stayed so, without a name.
  it('has the name and the spelling of a code of small letters once it is left, and says that it cannot be billed', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    fireEvent.focus(code());
    type(code(), 'm171');
    expect(await within(rowOf(1)).findByText(/M17\.1 is not billable/)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'm171' }]);
    fireEvent.blur(code());
    await waitFor(() =>
      expect(last()).toEqual([{ system: icd10cm, code: 'M17.1', display: known[0]?.display }]),
    );
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    expect(screen.queryByText(/not billable/)).toBeNull();
  });

  // Seen red with stored codes spelled anew by a look at them.
  it('keeps a code of the record as it is spelled there', async () => {
    const { last } = draw(diagnoses, { initial: [{ ...coded(pressure), code: 'i10' }, {}] });
    await waitFor(() => expect(lookup).toHaveBeenCalledWith(asked('i10'), expect.anything()));
    fireEvent.focus(code());
    fireEvent.blur(code());
    type(name(2), 'Gout');
    expect(last()).toEqual([
      { ...coded(pressure), code: 'i10' },
      { system: icd10cm, display: 'Gout' },
    ]);
    expect(screen.queryByText(/I10 is/)).toBeNull();
  });

  // Seen red with nothing told: another illness stood beside the code.
  it('is told when its name is not that of its code, and has the official one when that is taken', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(name(), 'osteo');
    fireEvent.blur(name());
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    const told = /I10 is “Essential \(primary\) hypertension” in ICD-10-CM 2026, April\./;
    expect(await within(rowOf(1)).findByText(told)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'osteo' }]);
    expect(diagnoses.input.safeParse(last()).success).toBe(true);
    fireEvent.click(within(rowOf(1)).getByRole('button', { name: 'Take this name' }));
    expect(last()).toEqual([coded(pressure)]);
    expect(screen.queryByText(told)).toBeNull();
    expect(document.activeElement).toBe(name());
  });

  // Seen red with the person's own words wiped and the official name in their place, without a word.
  it('keeps the words of the person when its code is put right afterwards, and is told where they differ', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(name(), 'Sugar, my words');
    fireEvent.blur(name());
    fireEvent.focus(code());
    type(code(), 'm17');
    fireEvent.blur(code());
    fireEvent.focus(code());
    type(code(), 'i10');
    fireEvent.blur(code());
    const told = /I10 is “Essential \(primary\) hypertension” in ICD-10-CM 2026, April\./;
    expect(await within(rowOf(1)).findByText(told)).toBeTruthy();
    expect(last()).toEqual([{ system: icd10cm, code: 'I10', display: 'Sugar, my words' }]);
    // The name of a list is not the person's own: it goes with its code.
    type(code(), '');
    type(name(), 'left knee');
    fireEvent.click(await screen.findByRole('option', { name: /left knee/ }));
    type(code(), 'i10');
    expect(last()).toEqual([{ system: icd10cm, code: 'i10' }]);
  });

  // Seen red with every other letter taken for another name.
  it('is not told so of a name in other letters', async () => {
    draw(diagnoses, {
      initial: [{ ...coded(pressure), display: 'ESSENTIAL  (primary) hypertension' }, coded(knee)],
    });
    type(name(2), 'Gout');
    type(code(2), 'I10');
    await within(rowOf(2)).findByText(/I10 is “Essential/);
    expect(screen.getAllByText(/I10 is/)).toHaveLength(1);
  });

  // Seen red with no list and no word of it.
  it('says why no list is offered while a code that was typed stands beside the name', async () => {
    const { last } = draw(diagnoses, { initial: [{}] });
    type(code(), 'I10');
    await waitFor(() => expect(last()).toEqual([coded(pressure)]));
    type(name(), 'left knee');
    expect(await screen.findByText('I10 stays. Empty Code to search by name.')).toBeTruthy();
    expect(screen.queryByRole('option')).toBeNull();
    fireEvent.blur(name());
    type(code(), '');
    type(name(), 'left knees');
    type(name(), 'left knee');
    expect(await screen.findByRole('option', { name: /left knee/ })).toBeTruthy();
    expect(screen.queryByText(/stays/)).toBeNull();
  });

  it('of a system that nobody knows any more stays as it is', () => {
    draw(diagnoses, { initial: [{ system: 'http://old.example/codes', code: '7', display: 'Gout' }] });
    expect(name().value).toBe('Gout');
    expect(code().value).toBe('7');
    expect(inputIn(rowOf(1), /^Code system/).value).toBe('http://old.example/codes');
  });

  // Seen red with the cursor on the button.
  it('is typed at once where one is added', () => {
    draw(diagnoses);
    add('diagnoses');
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /^Name/ }));
    add('diagnoses');
    expect(document.activeElement).toBe(screen.getAllByRole('combobox', { name: /^Name/ }).at(-1));
  });

  it('is added empty, not as a copy of the one before', () => {
    const { last } = draw(diagnoses, { initial: [coded(pressure)] });
    add('diagnoses');
    expect(last()).toEqual([coded(pressure), {}]);
    expect(name(2).value).toBe('');
    expect(inputIn(rowOf(2), /^Code system/).value).toBe('ICD-10-CM');
  });

  it('is empty again when what was typed is taken out', () => {
    const { last } = draw(coding({ label: 'Reason', codeSystem: icd10cm }));
    type(screen.getByLabelText(/^Name/, { selector: 'input' }), 'go');
    expect(last()).toEqual({ system: icd10cm, display: 'go' });
    type(screen.getByLabelText(/^Name/, { selector: 'input' }), '');
    expect(last()).toBeUndefined();
  });

  it('is typed by hand by those who may not look codes up', () => {
    draw(diagnoses, { initial: [{}], role: 'patient' });
    expect(within(rowOf(1)).getByRole('textbox', { name: /^Name/ })).toBeTruthy();
    fireEvent.click(name());
    expect(lookup).not.toHaveBeenCalled();
  });

  it('has names for everything, so that axe finds nothing', async () => {
    const { container } = draw(diagnoses, { initial: [coded(pressure), {}] });
    fireEvent.click(name(2));
    type(name(2), 'knee');
    await screen.findAllByRole('option');
    // The page around it is none of the input's doing; colours are seen in a browser only.
    const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
    const { violations } = await axe.run(container.ownerDocument.body, { rules });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

describe('a code in a form', () => {
  const codeInput = () => screen.getByLabelText<HTMLInputElement>(/^Code(?! system)/, { selector: 'input' });
  const nameInput = () => screen.getByLabelText<HTMLInputElement>(/^Name/, { selector: 'input' });
  const isWrong = () => codeInput().getAttribute('aria-invalid') === 'true';
  function drawForm(entity: 'problems' | 'healthlogs', only: string) {
    render(
      <MantineProvider theme={theme} env="test">
        <ClinicProvider client={client} session={sessionOf('doctor')} refreshSession={() => {}}>
          <EntityForm
            entity={entity}
            only={[only]}
            onSave={async () => expect.fail('Saved with half a code')}
          />
          <button type="button">Elsewhere</button>
        </ClinicProvider>
      </MantineProvider>,
    );
  }
  const go = (to: HTMLElement) => act(() => to.focus());

  beforeEach(() => localStorage.clear());

  // Seen red with a field that is left with each of its inputs.
  it.each([
    ['of a problem', () => drawForm('problems', 'coding')],
    [
      'of a diagnosis',
      () => {
        drawForm('healthlogs', 'diagnoses');
        add('diagnoses');
      },
    ],
  ])(
    '%s is not told to be missing while its name is typed, and is once its row was left',
    (_what, drawIt) => {
      drawIt();
      go(nameInput());
      type(nameInput(), 'pain in');
      go(codeInput());
      go(nameInput());
      type(nameInput(), 'pain in the knee');
      expect(isWrong()).toBe(false);
      go(screen.getByRole('button', { name: 'Elsewhere' }));
      expect(isWrong()).toBe(true);
      expect(screen.getByText('Fill this in')).toBeTruthy();
    },
  );

  // Seen red with the button of the row taken for what is outside of it.
  it('is not told to be missing at the button that removes its row, and is after that', () => {
    drawForm('healthlogs', 'diagnoses');
    add('diagnoses');
    go(nameInput());
    type(nameInput(), 'pain in');
    go(screen.getByRole('button', { name: 'Remove Diagnoses, 1' }));
    expect(isWrong()).toBe(false);
    go(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(isWrong()).toBe(true);
  });

  // Seen red with a window that is left taken for the row.
  it('is not told to be missing when another window is looked at', () => {
    drawForm('problems', 'coding');
    go(nameInput());
    type(nameInput(), 'pain in');
    // The input stays the one that is typed in, as it does where a window is left.
    fireEvent.focusOut(nameInput());
    expect(document.activeElement).toBe(nameInput());
    expect(isWrong()).toBe(false);
  });

  it('is told to be missing when it is saved without one', async () => {
    drawForm('problems', 'coding');
    go(nameInput());
    type(nameInput(), 'pain in');
    fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(isWrong()).toBe(true));
  });
});

describe('a procedure', () => {
  it('has no system until one is chosen, and the next one is of the same', () => {
    const own = { system: cpt, code: '99213', display: 'Office visit' };
    const { last } = draw(procedures, { initial: [own] });
    add('procedures');
    expect(last()).toEqual([own, { system: cpt }]);
    expect(inputIn(rowOf(2, 'Procedures'), /^Code system/).value).toBe('CPT');
  });
});
